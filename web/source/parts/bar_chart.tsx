// Bars with their figures: drawn for the eye, told as one sentence to a screen reader, with the table beside it.
//
// Lengths are SVG attributes, so that no inline style is needed; labels are ordinary text, so that they never shrink.
import { fine } from '../texts/typography';

export interface Bar {
  label: string;
  /** Pieces of the bar, in the order of `series`. */
  parts: number[];
  text: string;
}

interface BarChartProps {
  title: string;
  series: string[];
  bars: Bar[];
}

export function BarChart({ title, series, bars }: BarChartProps) {
  const most = Math.max(1, ...bars.map((bar) => bar.parts.reduce((sum, part) => sum + part, 0)));
  const told = `${title}. ${bars.map((bar) => `${bar.label} ${bar.text}`).join(' ; ')}`;
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      <div role="img" aria-label={told}>
        <div class="bars" aria-hidden="true">
          {bars.map((bar) => (
            <div class="bar-row" key={bar.label}>
              <span class="bar-label">{bar.label}</span>
              <BarLine parts={bar.parts} most={most} />
              <span class="bar-text">{fine(bar.text)}</span>
            </div>
          ))}
        </div>
      </div>
      {series.length > 1 && (
        <ul class="legend" aria-hidden="true">
          {series.map((name, place) => (
            <li key={name}>
              <svg width="14" height="14" viewBox="0 0 14 14">
                <rect class={`series-${place % 6}`} width="14" height="14" rx="3" />
              </svg>
              {fine(name)}
            </li>
          ))}
        </ul>
      )}
    </figure>
  );
}

function BarLine({ parts, most }: { parts: number[]; most: number }) {
  let start = 0;
  return (
    <svg class="bar-line" width="100%" height="18" focusable="false">
      {parts.map((part, place) => {
        const x = start;
        const width = (part / most) * 100;
        start += width;
        return (
          part > 0 && (
            <rect key={place} class={`series-${place % 6}`} x={`${x.toFixed(2)}%`} width={`${width.toFixed(2)}%`} height="18" />
          )
        );
      })}
    </svg>
  );
}
