// The frame of one page: its title in the window, its heading that takes the focus, and what shows while it loads.
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Refusal, Unreachable } from '../service/refusal';
import { useTexts } from '../texts';
import type { Loading } from './use_ask';

let isFirstPage = true;

/**
 * Names the page in the window; after a move, the heading takes the focus so that it is read out. It takes it in the
 * same breath as it shows: a moment later the person may be typing already.
 */
export function Heading({ title, children, small }: { title: string; children?: ComponentChildren; small?: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { site } = useTexts();
  useLayoutEffect(() => {
    document.title = title === site.name ? title : `${title} – ${site.name}`;
    if (!isFirstPage && !location.hash) {
      heading.current?.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    isFirstPage = false;
  }, [title]);
  return (
    <h1 ref={heading} tabIndex={-1} class={small ? 'small-heading' : undefined}>
      {children ?? title}
    </h1>
  );
}

export function Notice({ tone, title, children }: { tone: 'calm' | 'good' | 'bad'; title?: string; children?: ComponentChildren }) {
  return (
    <div class={`notice ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      {title && <p class="notice-title">{title}</p>}
      {children}
    </div>
  );
}

/** What went wrong, in words, and the button to try again. */
export function Fault({ error, retry }: { error: unknown; retry?: () => void }) {
  const { faults } = useTexts();
  const title =
    error instanceof Refusal ? faults.refusedTitle : error instanceof Unreachable ? faults.unreachableTitle : faults.unknownTitle;
  const text =
    error instanceof Refusal ? error.body.detail : error instanceof Unreachable ? faults.unreachable : faults.unknown;
  return (
    <Notice tone="bad" title={title}>
      <p>{text}</p>
      {retry && (
        <button type="button" class="button quiet" onClick={retry}>
          {faults.retry}
        </button>
      )}
    </Notice>
  );
}

export function Waiting({ text, hint }: { text?: string; hint?: string }) {
  const { site } = useTexts();
  return (
    <div class="waiting" role="status">
      <p>{text ?? site.loading}</p>
      {hint && <p class="soft">{hint}</p>}
    </div>
  );
}

/** Shows what was loaded, or why it is not there yet. */
export function Loaded<T>({ from, children }: { from: Loading<T>; children: (value: T) => ComponentChildren }) {
  if (from.state === 'failed') return <Fault error={from.error} retry={from.retry} />;
  if (from.state === 'waiting') return <Waiting />;
  return <>{children(from.value)}</>;
}
