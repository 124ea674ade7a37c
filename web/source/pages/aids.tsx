// The catalogue, and one page an aid: conditions in words, amounts over the years, what it can be held with.
import { useState } from 'preact/hooks';
import { useRoute } from '../frame/router';
import { BarChart } from '../parts/bar_chart';
import { folded } from '../parts/combobox';
import { longDate } from '../parts/dates';
import { PageLink, Sources, WithAddresses } from '../parts/links';
import { Fact, Facts, ReliabilityMark } from '../parts/marks';
import { Heading, Loaded } from '../parts/page';
import { useAsk } from '../parts/use_ask';
import type { AidPage as Aid, AidSummary, Condition, History } from '../service/requests';
import { useTexts, type Texts } from '../texts';
import { fine } from '../texts/typography';

function scopeWords(scope: string | null, texts: Texts): string {
  const words = texts.scope as Record<string, string>;
  return words[scope ?? 'autre'] ?? scope ?? '';
}

export function AidsPage() {
  const texts = useTexts();
  const { language } = useRoute();
  const catalogue = useAsk('aids', { language });
  return (
    <>
      <Heading title={texts.aids.title} />
      <p class="lead">{texts.aids.lead}</p>
      <Loaded from={catalogue}>{({ aids }) => <Catalogue aids={aids} />}</Loaded>
    </>
  );
}

function Catalogue({ aids }: { aids: AidSummary[] }) {
  const texts = useTexts();
  const [word, setWord] = useState('');
  const [scope, setScope] = useState('');
  const scopes = [...new Set(aids.map((aid) => aid.scope ?? 'autre'))];
  const shown = aids.filter((aid) => {
    if (scope !== '' && (aid.scope ?? 'autre') !== scope) return false;
    return folded([aid.title, aid.description, aid.decides, aid.pays].join(' ')).includes(folded(word));
  });
  return (
    <>
      <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
        <label>
          <span>{texts.aids.filter}</span>
          <input
            type="search"
            class="field"
            value={word}
            placeholder={texts.aids.filterHint}
            onInput={(event) => setWord(event.currentTarget.value)}
          />
        </label>
        <label>
          <span>{texts.aids.scope}</span>
          <select class="field" value={scope} onChange={(event) => setScope(event.currentTarget.value)}>
            <option value="">{texts.aids.every}</option>
            {scopes.map((one) => (
              <option key={one} value={one}>
                {scopeWords(one, texts)}
              </option>
            ))}
          </select>
        </label>
      </form>
      <p role="status" class="soft">
        {texts.aids.count(shown.length)}
      </p>
      <ul class="catalogue">
        {shown.map((aid) => (
          <li key={aid.id}>
            <h2>
              <PageLink to="aids" about={aid.id}>
                {fine(aid.title)}
              </PageLink>
            </h2>
            <p class="tags">
              <span class="tag">{scopeWords(aid.scope, texts)}</span>
              <ReliabilityMark reliability={aid.reliability} />
            </p>
            {aid.description && <p>{fine(firstSentences(aid.description))}</p>}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Enough of a description to choose by. */
export function firstSentences(text: string): string {
  const enough = 150;
  if (text.length <= enough) return text;
  const end = text.slice(enough).search(/[.;](\s|$)/);
  return end === -1 ? text : text.slice(0, enough + end + 1);
}

export function AidPage({ id }: { id: string }) {
  const { aids } = useTexts();
  const { language } = useRoute();
  const aid = useAsk('aid', { language, id });
  return (
    <>
      <p class="no-print">
        <PageLink to="aids">
          <span aria-hidden="true">←</span> {aids.back}
        </PageLink>
      </p>
      <Loaded from={aid}>{(value) => <AidWords aid={value} />}</Loaded>
    </>
  );
}

function AidWords({ aid }: { aid: Aid }) {
  const texts = useTexts();
  const { aids, results, site } = texts;
  const when = aid.window;
  return (
    <article>
      <Heading title={fine(aid.title)} />
      <p class="tags">
        <span class="tag">{scopeWords(aid.scope, texts)}</span>
        <ReliabilityMark reliability={aid.reliability} always />
      </p>
      {aid.description && <p class="lead">{fine(aid.description)}</p>}
      <p class="no-print">
        <PageLink to="simulation" class="button">
          {aids.try}
        </PageLink>
      </p>
      <Conditions conditions={aid.conditions} />
      <Histories histories={aid.history} />
      <section>
        <h2>{aids.practical}</h2>
        <Facts>
          <Fact name={results.where}>{aid.where && <WithAddresses text={aid.where} />}</Fact>
          <Fact name={results.decides}>{aid.decides}</Fact>
          <Fact name={results.pays}>{aid.pays}</Fact>
          <Fact name={results.payment}>{aid.payment}</Fact>
          <Fact name={results.opening}>{when?.opening_text}</Fact>
          <Fact name={results.closing}>
            {when?.closing_text ? `${when.closing_text}${when.over ? ` (${results.isOver})` : ''}` : null}
          </Fact>
          {aid.documents.length > 0 && (
            <Fact name={results.documents}>
              <ul>
                {aid.documents.map((paper) => (
                  <li key={paper}>{fine(paper)}</li>
                ))}
              </ul>
            </Fact>
          )}
        </Facts>
      </section>
      {aid.cumul.length > 0 && (
        <section>
          <h2>{aids.cumul}</h2>
          <ul class="cumul">
            {aid.cumul.map((pair) => (
              <li key={pair.with}>
                <span class={`relation ${pair.relation}`}>
                  {(aids.relations as Record<string, string>)[pair.relation] ?? pair.relation}
                </span>{' '}
                <PageLink to="aids" about={pair.with}>
                  {fine(pair.title)}
                </PageLink>
                {pair.note && (
                  <span class="soft">
                    {site.colon}
                    {fine(pair.note)}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      <Sources references={aid.references} />
    </article>
  );
}

function Conditions({ conditions }: { conditions: Condition[] }) {
  const { aids } = useTexts();
  return (
    <section>
      <h2>{aids.conditions}</h2>
      {conditions.length === 0 ? <p>{aids.noConditions}</p> : <p class="soft">{aids.conditionsLead}</p>}
      <ol class="conditions">
        {conditions.map((condition) => (
          <li key={condition.rule}>
            <h3>{fine(condition.title)}</h3>
            {condition.description && <p>{fine(condition.description)}</p>}
            {condition.words.length > 0 && (
              <ul class="rule-words">
                {condition.words.map((line, at) => (
                  <li key={at}>{fine(line)}</li>
                ))}
              </ul>
            )}
            <ReliabilityMark reliability={condition.reliability} />
            <Sources references={condition.references} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Figures shown at once; a scale has dozens. */
const mostShown = 3;

function Histories({ histories }: { histories: History[] }) {
  const { aids } = useTexts();
  const isMoney = (history: History) => (history.values.some((one) => typeof one.value === 'number') ? 0 : 1);
  const dated = histories.filter((history) => history.values.length > 1).sort((a, b) => isMoney(a) - isMoney(b));
  if (dated.length === 0) return null;
  return (
    <section>
      <h2>{aids.history}</h2>
      {dated.slice(0, mostShown).map((history) => (
        <HistoryOf key={history.rule} history={history} />
      ))}
      {dated.length > mostShown && (
        <details>
          <summary>{aids.moreHistory(dated.length - mostShown)}</summary>
          {dated.slice(mostShown).map((history) => (
            <HistoryOf key={history.rule} history={history} />
          ))}
        </details>
      )}
    </section>
  );
}

/** Oldest first in the drawing, as time runs; the same order in the table. */
function HistoryOf({ history }: { history: History }) {
  const { aids } = useTexts();
  const { language } = useRoute();
  const values = [...history.values].sort((a, b) => (a.from ?? '').localeCompare(b.from ?? ''));
  const since = (from: string | null) => (from ? longDate(from, language) : aids.always);
  const isDrawn = values.some((one) => typeof one.value === 'number');
  return (
    <div class="history">
      {isDrawn && (
        <BarChart
          title={aids.chartTitle(fine(history.title))}
          series={[history.title]}
          bars={values
            .filter((one) => one.from !== null || one.value !== null)
            .map((one) => ({
              label: one.from?.slice(0, 4) ?? aids.always,
              parts: [typeof one.value === 'number' ? one.value : 0],
              text: one.value === null ? aids.noValue : one.shown,
            }))}
        />
      )}
      <details open={!isDrawn}>
        <summary>{isDrawn ? aids.historyTable : fine(history.title)}</summary>
        <table>
          <caption>{fine(history.title)}</caption>
          <thead>
            <tr>
              <th scope="col">{aids.since}</th>
              <th scope="col">{aids.value}</th>
            </tr>
          </thead>
          <tbody>
            {values.map((one, at) => (
              <tr key={at}>
                <th scope="row">{since(one.from)}</th>
                <td>
                  {one.shown ? fine(one.shown) : aids.noValue}
                  <Sources references={one.references} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}
