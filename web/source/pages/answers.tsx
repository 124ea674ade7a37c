// The recap: every answer, by theme, with a way to change or forget it; and erasing them all.
import { useEffect, useRef, useState } from 'preact/hooks';
import { book, useBookChanges } from '../answers/current';
import { eraseTicks } from '../answers/ticks';
import { useRoute } from '../frame/router';
import { PageLink } from '../parts/links';
import { Heading, Loaded, Notice } from '../parts/page';
import { useAsk } from '../parts/use_ask';
import type { RecapLine } from '../service/requests';
import { useTexts } from '../texts';
import { fine } from '../texts/typography';

export function AnswersPage() {
  const { answers, simulation } = useTexts();
  const [erased, setErased] = useState(false);
  useBookChanges();
  return (
    <>
      <Heading title={answers.title} />
      {erased && <Notice tone="good" title={answers.erased} />}
      {book.size === 0 ? (
        <>
          {!erased && <p class="lead">{answers.none}</p>}
          <p>
            <PageLink to="simulation" class="button">
              {simulation.title}
            </PageLink>
          </p>
        </>
      ) : (
        <Recap />
      )}
      {book.size > 0 && <Erase onErased={() => setErased(true)} />}
    </>
  );
}

function byTheme(lines: RecapLine[]): [string, RecapLine[]][] {
  const themes = new Map<string, RecapLine[]>();
  for (const line of lines) themes.set(line.theme, [...(themes.get(line.theme) ?? []), line]);
  return [...themes];
}

function Recap() {
  const { answers } = useTexts();
  const { language } = useRoute();
  const recap = useAsk('recap', { language, answers: book.asRequest() });
  const [last, setLast] = useState<RecapLine[] | null>(null);
  useEffect(() => {
    if (recap.state === 'ready') setLast(recap.value.answers);
  }, [recap]);
  const shown = recap.state === 'waiting' ? last : null;
  return (
    <>
      <p class="lead">{answers.lead}</p>
      <p class="actions">
        <PageLink to="simulation" class="button">
          {answers.continueLink}
        </PageLink>
        <PageLink to="results" class="button quiet">
          {answers.resultLink}
        </PageLink>
      </p>
      {shown ? <Themes lines={shown} /> : <Loaded from={recap}>{(value) => <Themes lines={value.answers} />}</Loaded>}
    </>
  );
}

function Themes({ lines }: { lines: RecapLine[] }) {
  return (
    <>
      {byTheme(lines).map(([theme, some]) => (
        <section key={theme} class="recap">
          <h2>{fine(theme)}</h2>
          <dl>
            {some.map((line) => (
              <Line key={line.rule} line={line} />
            ))}
          </dl>
        </section>
      ))}
    </>
  );
}

function Line({ line }: { line: RecapLine }) {
  const { answers } = useTexts();
  return (
    <div class={line.matters ? 'recap-line' : 'recap-line idle'}>
      <dt>{fine(line.question ?? line.title)}</dt>
      <dd>
        <span class="recap-answer">{line.known && line.shown !== null ? fine(line.shown) : answers.unknown}</span>
        {!line.matters && <span class="soft"> ({answers.noMatter})</span>}
        <span class="recap-actions">
          <PageLink to="simulation" about={line.rule} search="?from=answers" label={answers.editOf(fine(line.title))}>
            {answers.edit}
          </PageLink>
          <button
            type="button"
            class="link-button"
            aria-label={answers.forgetOf(fine(line.title))}
            onClick={() => book.remove(line.rule)}
          >
            {answers.forget}
          </button>
        </span>
      </dd>
    </div>
  );
}

function Erase({ onErased }: { onErased: () => void }) {
  const { answers } = useTexts();
  const [asking, setAsking] = useState(false);
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (location.hash === '#effacer') section.current?.scrollIntoView();
  }, []);
  return (
    <section id="effacer" ref={section} class="erase">
      <h2>{answers.eraseTitle}</h2>
      {asking ? (
        <div role="group" aria-label={answers.eraseTitle}>
          <p role="alert">{answers.eraseConfirm}</p>
          <p class="actions">
            <button
              type="button"
              class="button danger"
              onClick={() => {
                book.erase();
                eraseTicks();
                onErased();
              }}
            >
              {answers.eraseYes}
            </button>
            <button type="button" class="button quiet" onClick={() => setAsking(false)}>
              {answers.eraseNo}
            </button>
          </p>
        </div>
      ) : (
        <button type="button" class="button quiet" onClick={() => setAsking(true)}>
          {answers.erase}
        </button>
      )}
    </section>
  );
}
