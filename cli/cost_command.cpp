// See cost_command.hpp.
#include "cli/cost_command.hpp"

#include "base/number_text.hpp"

namespace partance::cli {

std::string quoted(const std::string& word) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./,:=+%@";
  if (!word.empty() && word.find_first_not_of(kPlain) == std::string::npos) return word;
  std::string out = "'";
  for (const char c : word) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      out += c;
    }
  }
  return out + "'";
}

std::string cost_command(const CostArguments& arguments, const CostReport& report) {
  std::string command = "partance cost";
  const auto add = [&](std::string_view option, const std::string& value) {
    command += " " + std::string(option) + " " + quoted(value);
  };
  const auto add_all = [&](std::string_view option, const std::vector<std::string>& values) {
    for (const std::string& value : values) add(option, value);
  };
  add_all("--rulebook", arguments.rules.rulebook);
  add_all("--rules", arguments.rules.extra);
  add_all("--reform", arguments.reforms);
  if (report.population.file.empty()) {
    add("--size", std::to_string(report.population.size));
    add("--seed", std::to_string(report.population.seed));
    add("--year", std::to_string(report.population.year));
  } else {
    add("--population", report.population.file);
  }
  add_all("--aid", arguments.aids);
  add_all("--target", arguments.targets);
  add_all("--by", arguments.by);
  std::string bands;
  for (const double bound : arguments.bands) bands += (bands.empty() ? "" : ",") + base::number_text(bound);
  if (!bands.empty()) add("--bands", bands);
  if (arguments.bands.empty() && !arguments.by.empty()) add("--quantiles", std::to_string(arguments.quantiles));
  if (!arguments.weight.empty()) add("--weight", arguments.weight);
  if (arguments.range != "minimum") add("--range", arguments.range);
  if (arguments.combined) command += " --combined";
  add("--today", engine::value::date_text(report.today));
  add("--lang", report.language == base::Language::kFrench ? "fr" : "en");
  if (arguments.json) command += " --json";
  if (!arguments.html.empty()) add("--html", arguments.html);
  return command;
}

}  // namespace partance::cli
