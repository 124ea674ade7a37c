// See html_page.hpp.
#include "cli/html_page.hpp"

#include "engine/explain/render.hpp"

namespace partance::cli {

namespace {

constexpr std::string_view kStyle = R"(
:root { color-scheme: light dark; --ink: #1b1b1f; --paper: #fff; --soft: #5a5a66; --line: #d5d5de; --card: #f6f6f9;
  --yes: #14663a; --no: #a3242b; --open: #7a4d00; --bar: #2b5fa8; --past: #8a8a97; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececf1; --paper: #17171b; --soft: #b0b0bd; --line: #3b3b46;
  --card: #212127; --yes: #6fd39b; --no: #ff9a9a; --open: #f2c063; --bar: #7fb0f5; --past: #85858f; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem 1rem 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .3rem; }
h2 { font-size: 1.3rem; margin: 2.2rem 0 .6rem; border-bottom: 2px solid var(--line); padding-bottom: .2rem; }
h3 { font-size: 1.1rem; margin: 0; display: inline; }
p { margin: .4rem 0; } .soft { color: var(--soft); }
a { color: var(--bar); overflow-wrap: anywhere; } a:focus-visible, summary:focus-visible { outline: 3px solid var(--bar); outline-offset: 2px; }
.skip { position: absolute; left: -999rem; } .skip:focus { position: static; }
.yes { --tone: var(--yes); } .no { --tone: var(--no); } .unknown { --tone: var(--open); }
.badge { color: var(--tone); border: 1px solid currentColor; border-radius: 1rem; padding: .05rem .6rem; font-size: .85rem;
  font-weight: 600; white-space: nowrap; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; }
th, td { text-align: left; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td.money, th.money { text-align: right; padding-right: 0; white-space: nowrap; font-variant-numeric: tabular-nums; }
tfoot td, tfoot th { font-weight: 700; border-bottom: none; }
caption { text-align: left; color: var(--soft); padding-bottom: .3rem; }
details { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; margin: .6rem 0; padding: .6rem .8rem; }
summary { cursor: pointer; } summary .amount { display: block; color: var(--soft); }
ul.criteria { list-style: none; padding: 0; margin: .6rem 0; }
ul.criteria > li { border-left: 4px solid var(--tone, var(--line)); padding: .1rem 0 .1rem .7rem; margin: .5rem 0; }
.values { color: var(--soft); } .sources { font-size: .85rem; color: var(--soft); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem .9rem; margin: .6rem 0; }
dt { color: var(--soft); } dd { margin: 0; }
.total { font-size: 1.5rem; font-weight: 700; }
figure { margin: .8rem 0; } svg { width: 100%; height: auto; } svg .bar { fill: var(--bar); }
svg text { fill: var(--ink); font-size: 12px; font-family: inherit; } svg line { stroke: var(--line); }
.scroll { overflow-x: auto; }
ul.steps, ul.steps ul { list-style: none; padding-left: 1rem; border-left: 1px solid var(--line); }
ul.steps > li, ul.steps li { margin: .5rem 0; } .head { font-weight: 600; color: var(--tone, var(--ink)); }
.how { color: var(--soft); } .source { font-size: .85rem; } .doubt { color: var(--open); font-size: .9rem; }
.figures th.money { padding-left: .8rem; } .figures td.money { padding-left: .8rem; } tr.sum > * { font-weight: 700; }
.scroll:focus-visible { outline: 3px solid var(--bar); outline-offset: 2px; }
figure.bars svg { max-width: 30rem; display: block; } figure.bars figcaption { font-weight: 600; margin-bottom: .4rem; }
svg .before { fill: var(--past); } svg .after { fill: var(--bar); } svg .gain { fill: var(--yes); } svg .loss { fill: var(--no); }
figure.bars svg text { font-size: 13px; } svg .name { font-weight: 600; } .key { font-weight: 400; margin-left: .8rem; white-space: nowrap; }
.swatch { display: inline-block; width: .8rem; height: .8rem; margin-right: .3rem; border-radius: 2px; }
.swatch.before { background: var(--past); } .swatch.after { background: var(--bar); }
.change h3 { overflow-wrap: anywhere; } dd.long { overflow-wrap: anywhere; }
pre.diff { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--card); border: 1px solid var(--line);
  border-radius: .5rem; padding: .6rem .8rem; font-size: .875rem; }
del { color: var(--no); text-decoration: none; } ins { color: var(--yes); text-decoration: none; }
@media (max-width: 34rem) { dl { grid-template-columns: 1fr; } dt { margin-top: .4rem; } }
@page { size: A4; margin: 16mm; }
@media print { :root { --ink: #000; --paper: #fff; --soft: #333; --card: #fff; --line: #999; --yes: #0a4d28; --no: #7a1118;
  --open: #5a3800; --bar: #24508f; --past: #888; } .swatch, svg * { print-color-adjust: exact; }
  figure.bars { break-inside: avoid; } figure.bars svg { max-width: 20rem; } tr { break-inside: avoid; } .scroll { overflow: visible; } body { max-width: none; padding: 0; font-size: 10pt; } details { break-inside: avoid; }
  details > *:not(summary) { display: block; } h2 { break-after: avoid; } .skip { display: none; } }
)";

}  // namespace

std::string html_page(std::string_view title, std::string_view body, base::Language language) {
  const bool french = language == base::Language::kFrench;
  std::string out = "<!DOCTYPE html>\n<html lang=\"";
  out += french ? "fr" : "en";
  out +=
      "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, "
      "initial-scale=1\">\n";
  // Nothing is loaded, nothing runs, nothing is sent: a page of personal data stays where it is.
  out +=
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n<title>";
  out += engine::explain::escaped(title);
  out += "</title>\n<style>";
  out += kStyle;
  out += "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">";
  out += french ? "Aller au contenu" : "Skip to content";
  out += "</a>\n<main id=\"main\">\n";
  out += body;
  out += "</main>\n</body>\n</html>\n";
  return out;
}

}  // namespace partance::cli
