// The best legal combination, the runner-up, and what must be asked to the office.
import type { PairText, Plan, Simulation } from '../service/requests';
import { useTexts } from '../texts';
import { fine } from '../texts/typography';
import { Sources } from './links';

export function Combination({ simulation }: { simulation: Simulation }) {
  const { results } = useTexts();
  const { best, runner_up, without_amount, exact, notes, office_questions } = simulation.combination;
  const titleOf = (id: string) => simulation.aids.find((aid) => aid.id === id)?.title ?? id;
  const hasBest = best !== null && best.aids.length > 0;
  return (
    <section class="combination">
      <h2>{results.best}</h2>
      {hasBest ? (
        <>
          <p class="grand-total">
            {best.aids.some((share) => share.minimum_of_range) && <span class="at-least">{results.atLeast} </span>}
            {fine(best.total.text)}
          </p>
          <p class="soft">{results.bestLead}</p>
          <PlanTable plan={best} />
        </>
      ) : (
        <p>{results.bestNone}</p>
      )}
      {!exact && <p class="soft">{results.inexact}</p>}
      {without_amount.length > 0 && (
        <>
          <h3>{results.withoutAmount}</h3>
          <ul>
            {without_amount.map((one) => (
              <li key={one.id}>
                {fine(titleOf(one.id))}
                {one.excluded && ` – ${results.excluded}`}
                {one.unsure && ` – ${results.unsure}`}
              </li>
            ))}
          </ul>
        </>
      )}
      {runner_up && runner_up.aids.length > 0 && (
        <details>
          <summary>
            {results.runnerUp} ({fine(runner_up.total.text)})
          </summary>
          <p class="soft">{results.runnerUpLead}</p>
          <PlanTable plan={runner_up} />
        </details>
      )}
      <PairTexts title={results.notes} texts={notes} />
      <PairTexts title={results.office} texts={office_questions} />
    </section>
  );
}

function PlanTable({ plan }: { plan: Plan }) {
  const { results } = useTexts();
  return (
    <table class="money-table">
      <thead>
        <tr>
          <th scope="col">{results.aid}</th>
          <th scope="col" class="money">
            {results.amount}
          </th>
        </tr>
      </thead>
      <tbody>
        {plan.aids.map((share) => (
          <tr key={share.id}>
            <th scope="row">
              {fine(share.title)}
              {share.reduced && <span class="soft"> ({results.reduced})</span>}
            </th>
            <td class="money">
              {share.minimum_of_range && <span class="soft">{results.atLeast} </span>}
              {share.text}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{results.total}</th>
          <td class="money">{plan.total.text}</td>
        </tr>
      </tfoot>
    </table>
  );
}

function PairTexts({ title, texts }: { title: string; texts: PairText[] }) {
  if (texts.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {texts.map((one) => (
          <li key={one.text}>
            {fine(one.text)}
            <Sources references={one.references} />
          </li>
        ))}
      </ul>
    </>
  );
}
