// One aid in the result: verdict, amount, what stands in the way or would settle it, then everything else on demand.
import { useState } from 'preact/hooks';
import { isTicked, tick } from '../answers/ticks';
import type { AidResult, Criterion } from '../service/requests';
import { useTexts } from '../texts';
import { fine } from '../texts/typography';
import { amountWords, windowWords } from './amounts';
import { PageLink, Sources, WithAddresses } from './links';
import { Fact, Facts, ReliabilityMark, VerdictMark } from './marks';

export function AidCard({ aid }: { aid: AidResult }) {
  const { results, site } = useTexts();
  const amount = aid.verdict === 'no' ? '' : amountWords(aid, results);
  return (
    <article class={`aid-card ${aid.verdict}`} id={`aide-${aid.id.replaceAll(' ', '-')}`}>
      <header>
        <h3>{fine(aid.title)}</h3>
        <VerdictMark verdict={aid.verdict} />
      </header>
      {amount && <p class="aid-amount">{fine(amount)}</p>}
      {aid.verdict !== 'no' && aid.amount.decided_by && (
        <p>
          <strong>{results.decidedBy}</strong>
          <Colon />
          {fine(aid.amount.decided_by)}
        </p>
      )}
      <ReliabilityMark reliability={aid.reliability} />
      {aid.error && <p class="fault">{`${results.error}. ${fine(aid.error)}`}</p>}
      {aid.verdict === 'yes' && aid.where && (
        <p>
          <strong>{results.nextStep}</strong>
          <Colon />
          <WithAddresses text={aid.where} />
        </p>
      )}
      {aid.verdict !== 'no' && <p class="soft">{fine(windowWords(aid, results, site.colon))}</p>}
      {aid.verdict === 'unknown' && <Settling aid={aid} />}
      {aid.verdict === 'no' && <Failing aid={aid} />}
      <details>
        <summary>{results.details}</summary>
        <AidDetails aid={aid} />
      </details>
    </article>
  );
}

function Colon() {
  return <>{useTexts().site.colon}</>;
}

function Settling({ aid }: { aid: AidResult }) {
  const { results } = useTexts();
  if (aid.missing.length === 0) return null;
  return (
    <div>
      <p class="label">{results.settles}</p>
      <ul class="settles">
        {aid.missing.slice(0, 6).map((missing) => (
          <li key={missing.rule}>
            {missing.unpublished || !missing.question ? (
              fine(missing.unpublished ? results.unpublished(missing.title) : missing.title)
            ) : (
              <PageLink to="simulation" about={missing.rule}>
                {fine(missing.question)}
              </PageLink>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Failing({ aid }: { aid: AidResult }) {
  const { results } = useTexts();
  const failing = aid.criteria.filter((criterion) => criterion.verdict === 'no');
  if (failing.length === 0) return null;
  return (
    <div>
      <p class="label">{results.fails}</p>
      <ul class="criteria">
        {failing.map((criterion) => (
          <CriterionLine key={criterion.rule} criterion={criterion} />
        ))}
      </ul>
    </div>
  );
}

function CriterionLine({ criterion }: { criterion: Criterion }) {
  const { results, site } = useTexts();
  return (
    <li class={criterion.verdict}>
      <div class="criterion-title">
        <VerdictMark verdict={criterion.verdict} /> <span>{fine(criterion.title)}</span>
      </div>
      {criterion.description && <p class="soft">{fine(criterion.description)}</p>}
      {criterion.values.length > 0 && (
        <ul class="values">
          {criterion.values.map((seen) => (
            <li key={seen.rule}>
              {fine(seen.title)}
              {site.colon}
              <strong>{fine(seen.value)}</strong>
              {seen.answered && (
                <>
                  {' '}
                  <PageLink to="simulation" about={seen.rule} search="?from=answers">
                    ({results.yourAnswer})
                  </PageLink>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      <ReliabilityMark reliability={criterion.reliability} />
      <Sources references={criterion.references} />
    </li>
  );
}

function AidDetails({ aid }: { aid: AidResult }) {
  const { results, site } = useTexts();
  return (
    <div class="aid-details">
      {aid.description && <p>{fine(aid.description)}</p>}
      {aid.documents.length > 0 && aid.verdict !== 'no' && <Documents aid={aid} />}
      <Facts>
        <Fact name={results.window}>{windowWords(aid, results, site.colon)}</Fact>
        <Fact name={results.where}>{aid.where && <WithAddresses text={aid.where} />}</Fact>
        <Fact name={results.decides}>{aid.decides}</Fact>
        <Fact name={results.pays}>{aid.pays}</Fact>
        <Fact name={results.payment}>{aid.payment}</Fact>
        <Fact name={results.duration}>{aid.verdict === 'no' ? null : aid.duration}</Fact>
      </Facts>
      {aid.criteria.length > 0 && (
        <>
          <h4>{results.allCriteria}</h4>
          <ul class="criteria">
            {aid.criteria.map((criterion) => (
              <CriterionLine key={criterion.rule} criterion={criterion} />
            ))}
          </ul>
        </>
      )}
      <Sources references={aid.references} />
      <ul class="inline-list no-print">
        <li>
          <PageLink to="unexpected" about={aid.id}>
            {results.computation}
          </PageLink>
        </li>
        <li>
          <PageLink to="aids" about={aid.id}>
            {results.aidPage}
          </PageLink>
        </li>
      </ul>
    </div>
  );
}

/** A checklist whose ticks stay on the device. */
function Documents({ aid }: { aid: AidResult }) {
  const { results } = useTexts();
  const [, setChanges] = useState(0);
  return (
    <fieldset class="documents">
      <legend>{results.documents}</legend>
      <ul>
        {aid.documents.map((paper) => (
          <li key={paper}>
            <label>
              <input
                type="checkbox"
                checked={isTicked(aid.id, paper)}
                onChange={(event) => {
                  tick(aid.id, paper, event.currentTarget.checked);
                  setChanges((before) => before + 1);
                }}
              />
              <span>{fine(paper)}</span>
            </label>
          </li>
        ))}
      </ul>
      <p class="soft">{results.documentsHint}</p>
    </fieldset>
  );
}
