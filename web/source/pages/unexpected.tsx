// "This result surprises you?": the usual causes, and the whole computation of an aid down to the legal text.
import { useRef } from 'preact/hooks';
import { book } from '../answers/current';
import { useRoute } from '../frame/router';
import { PageLink, Sources } from '../parts/links';
import { ReliabilityMark, VerdictMark } from '../parts/marks';
import { Heading, Loaded } from '../parts/page';
import { useAsk } from '../parts/use_ask';
import type { Step } from '../service/requests';
import { useTexts } from '../texts';
import { fine } from '../texts/typography';

export function UnexpectedPage({ aid }: { aid: string | null }) {
  return aid === null ? <Causes /> : <Computation aid={aid} />;
}

function Causes() {
  const { unexpected } = useTexts();
  const { language } = useRoute();
  const simulation = useAsk('simulate', { language, answers: book.asRequest() });
  return (
    <>
      <Heading title={unexpected.title} />
      <p class="lead">{unexpected.lead}</p>
      <h2>{unexpected.causesTitle}</h2>
      <ul class="causes">
        {unexpected.causes.map(([title, text]) => (
          <li key={title}>
            <strong>{title}</strong>
            <br />
            {text}
          </li>
        ))}
      </ul>
      <p>
        <PageLink to="answers" class="button quiet">
          {unexpected.seeAnswers}
        </PageLink>
      </p>
      <h2>{unexpected.aidsTitle}</h2>
      <Loaded from={simulation}>
        {(value) => (
          <ul class="aid-list">
            {value.aids.map((one) => (
              <li key={one.id}>
                <PageLink to="unexpected" about={one.id}>
                  {fine(one.title)}
                </PageLink>
                <VerdictMark verdict={one.verdict} />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <p class="soft">{unexpected.opinion}</p>
    </>
  );
}

function Computation({ aid }: { aid: string }) {
  const { unexpected } = useTexts();
  const { language } = useRoute();
  const explained = useAsk('explain', { language, answers: book.asRequest(), aid });
  const catalogue = useAsk('aids', { language });
  const title = catalogue.state === 'ready' ? catalogue.value.aids.find((one) => one.id === aid)?.title : null;
  const place = useRef<HTMLDivElement>(null);
  const fold = (isOpen: boolean) => {
    for (const one of place.current?.querySelectorAll('details') ?? []) one.open = isOpen;
  };
  return (
    <>
      <Loaded from={explained}>
        {({ tree, amounts }) => (
          <>
            <Heading title={unexpected.treeTitle(fine(title ?? aid))} />
            <p class="lead">{unexpected.treeLead}</p>
            <p class="actions no-print">
              <button type="button" class="button quiet" onClick={() => fold(true)}>
                {unexpected.expandAll}
              </button>
              <button type="button" class="button quiet" onClick={() => fold(false)}>
                {unexpected.collapseAll}
              </button>
            </p>
            <div class="tree" ref={place}>
              <ul>
                {[...rootsOf(tree), ...(amounts ?? [])].map((step, at) => (
                  <StepLine key={at} step={step} depth={0} />
                ))}
              </ul>
            </div>
          </>
        )}
      </Loaded>
      <p class="soft">{unexpected.opinion}</p>
      <p>
        <PageLink to="results">{unexpected.back}</PageLink>
      </p>
    </>
  );
}

function rootsOf(tree: Step | Step[]): Step[] {
  return Array.isArray(tree) ? tree : [tree];
}

const openDepth = 1;

function StepLine({ step, depth }: { step: Step; depth: number }) {
  const line = <StepTitle step={step} />;
  const isLeaf = step.children.length === 0 && step.how.length === 0 && step.references.length === 0 && !step.description;
  return (
    <li class={`step ${step.truth}`}>
      {isLeaf ? (
        <p class="step-leaf">{line}</p>
      ) : (
        <details open={depth < openDepth}>
          <summary>{line}</summary>
          <StepBody step={step} depth={depth} />
        </details>
      )}
    </li>
  );
}

const signs: Record<string, string> = { yes: '✓', no: '✗', unknown: '?' };

function StepTitle({ step }: { step: Step }) {
  const { results, site, unexpected } = useTexts();
  const told = step.truth === 'yes' ? unexpected.yes : step.truth === 'no' ? unexpected.no : unexpected.unknown;
  return (
    <>
      {step.truth in signs && (
        <span class={`truth ${step.truth}`}>
          <span aria-hidden="true">{signs[step.truth]}</span>
          <span class="hidden-text">{told}</span>
        </span>
      )}{' '}
      {fine(step.title)}
      {step.value && (
        <>
          {site.colon}
          <strong>{fine(step.value)}</strong>
        </>
      )}
      {step.answered && <span class="soft"> ({results.yourAnswer})</span>}
    </>
  );
}

function StepBody({ step, depth }: { step: Step; depth: number }) {
  return (
    <div class="step-body">
      {step.description && <p class="soft">{fine(step.description)}</p>}
      {step.how.map((how, at) => (
        <p key={at} class="how">
          {fine(how)}
        </p>
      ))}
      <ReliabilityMark reliability={step.reliability} />
      <Sources references={step.references} />
      {step.children.length > 0 && (
        <ul>
          {step.children.map((child, at) => (
            <StepLine key={at} step={child} depth={depth + 1} />
          ))}
        </ul>
      )}
    </div>
  );
}
