// Small marks: a verdict, the reliability of a source, a description of facts.
import type { ComponentChildren } from 'preact';
import type { Reliability, Verdict } from '../service/requests';
import { useTexts } from '../texts';
import { fine } from '../texts/typography';

const signs: Record<Verdict, string> = { yes: '✓', no: '✗', unknown: '?' };

export function VerdictMark({ verdict }: { verdict: Verdict }) {
  const { verdict: words } = useTexts();
  return (
    <span class={`mark ${verdict}`}>
      <span aria-hidden="true">{signs[verdict]}</span> {words[verdict]}
    </span>
  );
}

/** Shown only when there is something to say: an official source is the ordinary case, unless `always`. */
export function ReliabilityMark({ reliability, always }: { reliability: Reliability | null | undefined; always?: boolean }) {
  const { reliability: words } = useTexts();
  if (!reliability || !(reliability in words)) return null;
  if (reliability === 'officiel' && !always) return null;
  return <span class={`reliability ${reliability}`}>{words[reliability]}</span>;
}

export function Facts({ children }: { children: ComponentChildren }) {
  return <dl class="facts">{children}</dl>;
}

export function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  if (children === null || children === undefined || children === '' || children === false) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{typeof children === 'string' ? fine(children) : children}</dd>
    </div>
  );
}
