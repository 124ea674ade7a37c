// The result: the best combination, its calendar, the deadlines, then every aid by verdict.
import { useState } from 'preact/hooks';
import { book } from '../answers/current';
import { useRoute } from '../frame/router';
import { AidCard } from '../parts/aid_card';
import { Combination } from '../parts/combination';
import { longDate } from '../parts/dates';
import { PageLink } from '../parts/links';
import { MonthByMonth } from '../parts/month_by_month';
import { Fault, Heading, Loaded, Notice } from '../parts/page';
import { useAsk } from '../parts/use_ask';
import { download } from '../service/network';
import type { AidResult, Simulation, Verdict } from '../service/requests';
import { useTexts } from '../texts';
import { fine } from '../texts/typography';

export function ResultsPage() {
  const { results, simulation } = useTexts();
  if (book.size > 0) return <Result />;
  return (
    <>
      <Heading title={results.title} />
      <p class="lead">{results.none}</p>
      <p>
        <PageLink to="simulation" class="button">
          {simulation.title}
        </PageLink>
      </p>
    </>
  );
}

function Result() {
  const { results } = useTexts();
  const { language } = useRoute();
  const simulation = useAsk('simulate', { language, answers: book.asRequest() });
  return (
    <>
      <Heading title={results.title} />
      <Loaded from={simulation}>{(value) => <ResultOf simulation={value} />}</Loaded>
    </>
  );
}

export function ResultOf({ simulation, isSaved }: { simulation: Simulation; isSaved?: boolean }) {
  const { results } = useTexts();
  const { language } = useRoute();
  const of = (verdict: Verdict) => simulation.aids.filter((aid) => aid.verdict === verdict);
  const remaining = simulation.progress?.remaining ?? 0;
  return (
    <>
      <p class="soft">{results.dated(longDate(simulation.date, language))}</p>
      <p class="lead">{results.summary(of('yes').length, of('unknown').length, of('no').length)}</p>
      {remaining > 0 && !isSaved && (
        <Notice tone="calm">
          <p>
            {results.unfinished(remaining)} <PageLink to="simulation">{results.continueLink}</PageLink>
          </p>
        </Notice>
      )}
      <Combination simulation={simulation} />
      <MonthByMonth simulation={simulation} />
      <Deadlines aids={[...of('yes'), ...of('unknown')]} />
      <Group title={results.groupYes} lead={results.groupYesLead} aids={of('yes')} />
      <Group title={results.groupUnknown} lead={results.groupUnknownLead} aids={of('unknown')} />
      <Group title={results.groupNo} lead="" aids={of('no')} isFolded />
      {!isSaved && <Keep />}
    </>
  );
}

function Group({ title, lead, aids, isFolded }: { title: string; lead: string; aids: AidResult[]; isFolded?: boolean }) {
  const { results } = useTexts();
  const cards = (
    <div class="cards">
      {aids.map((aid) => (
        <AidCard key={aid.id} aid={aid} />
      ))}
    </div>
  );
  return (
    <section class="group">
      <h2>
        {title} <span class="count">({aids.length})</span>
      </h2>
      {aids.length === 0 ? <p class="soft">{results.noneInGroup}</p> : !isFolded && <p class="soft">{lead}</p>}
      {isFolded && aids.length > 0 ? (
        <details class="group-fold">
          <summary>{results.showGroup(aids.length)}</summary>
          {cards}
        </details>
      ) : (
        cards
      )}
    </section>
  );
}

/** Sooner deadlines first; those that the rulebook only tells in words come last. */
function Deadlines({ aids }: { aids: AidResult[] }) {
  const { results } = useTexts();
  const { language } = useRoute();
  const dated = aids.filter((aid) => aid.window.closing_text ?? aid.window.opening_text);
  const order = (aid: AidResult) => `${aid.window.over ? 1 : 0}${aid.window.closing ?? '9999'}`;
  dated.sort((a, b) => order(a).localeCompare(order(b)));
  const shown = (day: string | null, text: string | null) => fine((day && longDate(day, language)) ?? text ?? '–');
  return (
    <section>
      <h2>{results.deadlines}</h2>
      {dated.length === 0 ? (
        <p class="soft">{results.deadlinesNone}</p>
      ) : (
        <ul class="deadlines">
          {dated.map((aid) => (
            <li key={aid.id} class={aid.window.over ? 'over' : undefined}>
              <strong>{fine(aid.title)}</strong>
              <dl>
                {aid.window.opening_text && (
                  <div>
                    <dt>{results.opening}</dt>
                    <dd>{shown(aid.window.opening, aid.window.opening_text)}</dd>
                  </div>
                )}
                {aid.window.closing_text && (
                  <div>
                    <dt>{results.closing}</dt>
                    <dd>
                      {shown(aid.window.closing, aid.window.closing_text)}
                      {aid.window.over && ` (${results.isOver})`}
                    </dd>
                  </div>
                )}
              </dl>
              {aid.window.open && <span class="mark yes">{results.isOpen}</span>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Keep() {
  const { results } = useTexts();
  const { language } = useRoute();
  const [state, setState] = useState<'idle' | 'busy' | 'done'>('idle');
  const [trouble, setTrouble] = useState<{ error: unknown; retry: () => void } | null>(null);
  const fetchFile = async (path: string, name: string) => {
    setTrouble(null);
    setState('busy');
    try {
      await download(path, name, book.asRequest(), language);
      setState('done');
    } catch (error) {
      setState('idle');
      setTrouble({ error, retry: () => void fetchFile(path, name) });
    }
  };
  return (
    <section class="no-print">
      <h2>{results.keepTitle}</h2>
      <div class="actions">
        <button type="button" class="button" onClick={() => void fetchFile('/api/v1/result.pdf', results.pdfFile)}>
          {results.pdf}
        </button>
        <button type="button" class="button" onClick={() => void fetchFile('/api/v1/calendar.ics', results.icsFile)}>
          {results.ics}
        </button>
        <button type="button" class="button quiet" onClick={() => print()}>
          {results.print}
        </button>
        <PageLink to="later" class="button quiet">
          {results.share}
        </PageLink>
      </div>
      <p class="soft" role="status">
        {state === 'busy' ? results.preparingFile : state === 'done' ? results.fileReady : results.sent}
      </p>
      {trouble && <Fault error={trouble.error} retry={trouble.retry} />}
      <ul class="inline-list">
        <li>
          <PageLink to="answers">{results.answers}</PageLink>
        </li>
        <li>
          <PageLink to="unexpected">{results.unexpected}</PageLink>
        </li>
      </ul>
    </section>
  );
}
