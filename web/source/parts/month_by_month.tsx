// When the money comes: a chart and the same figures as a table.
import { useRoute } from '../frame/router';
import type { Payment, Simulation } from '../service/requests';
import { useTexts } from '../texts';
import { fine } from '../texts/typography';
import { BarChart } from './bar_chart';
import { longDate, shortMonth } from './dates';

export function MonthByMonth({ simulation }: { simulation: Simulation }) {
  const { results, site } = useTexts();
  const { language } = useRoute();
  const { months, undated } = simulation.calendar;
  if (months.length === 0 && undated.length === 0) return null;
  const ids = [...new Set(months.flatMap((month) => month.payments.map((payment) => payment.id)))];
  const titleOf = (id: string) => simulation.aids.find((aid) => aid.id === id)?.title ?? id;
  const partOf = (payments: Payment[], id: string) =>
    payments.filter((payment) => payment.id === id).reduce((sum, payment) => sum + payment.cents, 0);
  const bars = months.map((month) => ({
    label: shortMonth(month.month, language),
    parts: ids.map((id) => partOf(month.payments, id)),
    text: month.text,
  }));
  return (
    <section>
      <h2>{results.calendar}</h2>
      <p class="soft">{results.calendarLead}</p>
      {bars.length > 0 && <BarChart title={results.chartTitle} series={ids.map(titleOf)} bars={bars} />}
      <details>
        <summary>{results.seeTable}</summary>
        <table class="money-table months">
          <thead>
            <tr>
              <th scope="col">{results.month}</th>
              <th scope="col">{results.payments}</th>
              <th scope="col" class="money">
                {results.sum}
              </th>
            </tr>
          </thead>
          <tbody>
            {months.map((month) => (
              <tr key={month.month}>
                <th scope="row">{month.label}</th>
                <td>
                  <ul>
                    {month.payments.map((payment) => (
                      <li key={payment.id + (payment.date ?? '')}>
                        {payment.date && `${longDate(payment.date, language)}${site.colon}`}
                        {payment.text} – {fine(titleOf(payment.id))}
                      </li>
                    ))}
                  </ul>
                </td>
                <td class="money">{month.text}</td>
              </tr>
            ))}
            {undated.map((payment) => (
              <tr key={`undated ${payment.id}`}>
                <th scope="row">{results.undated}</th>
                <td>{fine(titleOf(payment.id))}</td>
                <td class="money">{payment.text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}
