// The simulator: one question a page, the address naming it.
import { useEffect, useId, useState } from 'preact/hooks';
import { book, useBookChanges } from '../answers/current';
import { nextQuestion, questionBefore, screenFor, screenReady, type Screen } from '../answers/interview';
import { goTo, useRoute } from '../frame/router';
import { Chapters, InterviewProgress } from '../parts/chapters';
import { PageLink, Sources } from '../parts/links';
import { Fault, Heading, Notice, Waiting } from '../parts/page';
import { draftOf, expressionOf, isEmpty, QuestionField } from '../parts/question_fields';
import { ask, prepareInterview, whereAsked } from '../service/ask';
import { Refusal } from '../service/refusal';
import type { Language, Question } from '../service/requests';
import { useTexts } from '../texts';
import { fine } from '../texts/typography';
import { useLoading } from '../parts/use_ask';

/** What was typed and not confirmed, so that going back and forth loses nothing. */
const drafts = new Map<string, string>();

export function SimulationPage({ rule }: { rule: string | null }) {
  useEffect(() => void prepareInterview(), []);
  return rule === null ? <NextQuestion /> : <OneQuestion key={rule} rule={rule} />;
}

/** "/simulation": finds the question to ask and goes there; the history keeps only the question. */
function NextQuestion() {
  const texts = useTexts();
  const { language } = useRoute();
  const found = useLoading(() => nextQuestion(language), language);
  useEffect(() => {
    if (found.state === 'ready' && found.value !== null) goTo('simulation', found.value, true);
  }, [found.state]);
  if (found.state === 'failed') {
    return (
      <>
        <Heading title={texts.simulation.title} />
        <Fault error={found.error} retry={found.retry} />
      </>
    );
  }
  if (found.state === 'ready' && found.value === null) return <NothingLeft />;
  return (
    <>
      <Heading title={texts.simulation.title} />
      <Waiting text={texts.simulation.preparing} hint={texts.simulation.preparingHint} />
    </>
  );
}

function NothingLeft() {
  const { simulation, results } = useTexts();
  return (
    <>
      <Heading title={simulation.doneTitle} />
      <p class="lead">{simulation.done}</p>
      <p class="actions">
        <PageLink to="results" class="button">
          {results.title}
        </PageLink>
        <PageLink to="answers" class="button quiet">
          {simulation.seeAnswers}
        </PageLink>
      </p>
    </>
  );
}

function OneQuestion({ rule }: { rule: string }) {
  const texts = useTexts();
  const { language } = useRoute();
  const screen = useScreen(language, rule);
  if (screen.state === 'ready') return <QuestionPage key={rule} screen={screen.value} />;
  const isUnknown = screen.state === 'failed' && screen.error instanceof Refusal;
  return (
    <>
      <Heading title={texts.simulation.title} />
      {screen.state === 'waiting' && <Waiting text={texts.simulation.preparing} hint={texts.simulation.preparingHint} />}
      {screen.state === 'failed' && !isUnknown && <Fault error={screen.error} retry={screen.retry} />}
      {isUnknown && (
        <>
          <Notice tone="bad" title={texts.simulation.unknownRule} />
          <p>
            <PageLink to="simulation" class="button">
              {texts.simulation.resumeThere}
            </PageLink>
          </p>
        </>
      )}
    </>
  );
}

function useScreen(language: Language, rule: string) {
  const [prepared] = useState(() => ({ language, screen: screenReady(language, rule) }));
  const loading = useLoading(() => screenFor(language, rule), `${language} ${rule}`);
  if (loading.state === 'waiting' && prepared.screen && prepared.language === language) {
    return { state: 'ready' as const, value: prepared.screen, retry: loading.retry };
  }
  return loading;
}

function QuestionPage({ screen }: { screen: Screen }) {
  const texts = useTexts();
  const { language } = useRoute();
  const { question, pages } = screen;
  useBookChanges();
  return (
    <div class="interview">
      <Chapters chapters={screen.chapters} />
      <InterviewProgress progress={pages.progress} />
      {!book.keeps && <Notice tone="bad" title={texts.faults.notKept} />}
      {whereAsked() === 'network' && <Notice tone="calm">{<p>{texts.simulation.onNetwork}</p>}</Notice>}
      {pages.problems.length > 0 && (
        <Notice tone="calm" title={texts.simulation.problems}>
          <ul>
            {pages.problems.map((problem) => (
              <li key={problem.rule + problem.code}>{fine(problem.message)}</li>
            ))}
          </ul>
          <p class="soft">{texts.simulation.problemsHint}</p>
        </Notice>
      )}
      <QuestionForm key={`${language} ${question.rule}`} question={question} />
      <aside class="so-far" aria-label={texts.simulation.soFar}>
        <p>
          <strong>{texts.simulation.soFar}</strong>
          {texts.site.colon}
          {texts.simulation.soFarText(pages.verdicts.yes, pages.verdicts.unknown)}
        </p>
        <ul class="inline-list">
          {book.size > 0 && (
            <li>
              <PageLink to="results">{texts.simulation.seeResult}</PageLink>
            </li>
          )}
          {book.size > 0 && (
            <li>
              <PageLink to="answers">{texts.simulation.seeAnswers}</PageLink>
            </li>
          )}
          <li>
            <PageLink to="later">{texts.simulation.later}</PageLink>
          </li>
        </ul>
      </aside>
    </div>
  );
}

/** Where to go once the question is answered: back to the recap when it was opened from there. */
async function goOn(language: Language, question: Question): Promise<void> {
  if (new URLSearchParams(location.search).get('from') === 'answers') return goTo('answers');
  const next = await nextQuestion(language, question.theme);
  performance.mark('partance-next');
  if (next === null) goTo('results');
  else goTo('simulation', next);
}

function QuestionForm({ question }: { question: Question }) {
  const texts = useTexts();
  const { language } = useRoute();
  const id = useId();
  const fieldId = `${id}-field`;
  const helpId = `${id}-help`;
  const [draft, setDraftHere] = useState(() => drafts.get(question.rule) ?? draftOf(question, language));
  const setDraft = (typed: string) => {
    drafts.set(question.rule, typed);
    setDraftHere(typed);
  };
  const [fault, setFault] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<{ error: unknown; retry: () => void } | null>(null);
  const [otherDate, setOtherDate] = useState(false);
  const suggestions = question.suggestions ?? [];
  const isButtons = question.input === 'yes_no' || (suggestions.length > 0 && !otherDate);
  const before = questionBefore(question.rule);
  const isAnswered = book.has(question.rule);

  const attempt = async (work: () => Promise<void>) => {
    setTrouble(null);
    try {
      await work();
    } catch (error) {
      if (error instanceof Refusal && error.body.code.startsWith('answer')) refuse(error.body.detail);
      else setTrouble({ error, retry: () => void attempt(work) });
    }
  };
  const refuse = (message: string) => {
    setFault(message);
    document.getElementById(fieldId)?.focus();
  };
  const keep = (expression: string | null) =>
    attempt(async () => {
      book.set(question.rule, expression);
      drafts.delete(question.rule);
      await goOn(language, question);
    });
  const submit = (event: Event) => {
    event.preventDefault();
    if (isButtons) return;
    if (isEmpty(question, draft)) return refuse(question.input === 'choice' ? texts.fields.choose : texts.fields.empty);
    const expression = expressionOf(question, draft);
    if (expression !== null) return void keep(expression);
    void attempt(async () => {
      const answers = book.asRequest();
      const checked = await ask('check', { language, answers, rule: question.rule, typed: draft });
      book.set(question.rule, checked.expression);
      drafts.delete(question.rule);
      await goOn(language, question);
    });
  };
  const goBack = () => {
    if (before !== null) goTo('simulation', before);
  };

  const isGroup = isButtons || question.input === 'choice' || question.input === 'date';
  const title = fine(question.text);
  return (
    <form class="question" onSubmit={submit} noValidate>
      <Heading title={title} small>
        {isGroup ? <span id={`${id}-title`}>{title}</span> : <label for={fieldId}>{title}</label>}
      </Heading>
      <div id={helpId} class="help">
        <p>
          <strong class="why">{texts.simulation.why}</strong> {fine(question.why ?? texts.simulation.whyUnknown)}
        </p>
        {isAnswered && question.answer === null && <p class="soft">{texts.simulation.currentUnknown}</p>}
        {fault !== null && (
          <p class="fault" role="alert">
            <strong>{texts.fields.faultPrefix}</strong>
            {texts.site.colon}
            {fine(fault)}
          </p>
        )}
      </div>
      {isGroup ? (
        <div role="group" aria-labelledby={`${id}-title`} aria-describedby={helpId} class="answer">
          {question.input === 'yes_no' && (
            <AnswerButtons
              options={[
                { value: 'oui', label: texts.simulation.yes },
                { value: 'non', label: texts.simulation.no },
              ]}
              current={question.answer}
              onPick={(value) => void keep(value)}
            />
          )}
          {question.input !== 'yes_no' && isButtons && (
            <AnswerButtons options={suggestions} current={question.answer} onPick={(value) => void keep(value)} />
          )}
          {!isButtons && (
            <QuestionField
              question={question}
              draft={draft}
              fieldId={fieldId}
              helpId={helpId}
              invalid={fault !== null}
              onDraft={setDraft}
            />
          )}
        </div>
      ) : (
        <div class="answer">
          <QuestionField
            question={question}
            draft={draft}
            fieldId={fieldId}
            helpId={helpId}
            invalid={fault !== null}
            onDraft={setDraft}
          />
        </div>
      )}
      {trouble && <Fault error={trouble.error} retry={trouble.retry} />}
      <div class="question-actions">
        {!isButtons && (
          <button type="submit" class="button">
            {texts.simulation.next}
          </button>
        )}
        <button type="button" class="button quiet" onClick={() => void keep(null)}>
          {texts.simulation.dontKnow}
        </button>
        {isButtons && suggestions.length > 0 && (
          <button type="button" class="button quiet" onClick={() => setOtherDate(true)}>
            {texts.fields.otherDate}
          </button>
        )}
        {before !== null && (
          <button type="button" class="link-button back" onClick={goBack}>
            <span aria-hidden="true">←</span> {texts.simulation.back}
          </button>
        )}
      </div>
      <Sources references={question.references} />
    </form>
  );
}

interface AnswerButtonsProps {
  options: { value: string; label: string }[];
  current: string | null;
  onPick: (value: string) => void;
}

/** One press answers: nothing to confirm. */
function AnswerButtons({ options, current, onPick }: AnswerButtonsProps) {
  const { simulation } = useTexts();
  return (
    <div class="answer-buttons">
      {options.map(({ value, label }) => (
        <button
          key={value}
          type="button"
          class={value === current ? 'answer-button chosen' : 'answer-button'}
          onClick={() => onPick(value)}
        >
          {label}
          {value === current && <span class="chosen-note"> ({simulation.current})</span>}
        </button>
      ))}
    </div>
  );
}
