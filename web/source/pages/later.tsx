// Continue later, elsewhere, or with somebody: a link that holds the answers, or one kept by the server.
import { useState } from 'preact/hooks';
import { book } from '../answers/current';
import { answersInLink } from '../answers/link';
import { dropReceipt, keepReceipt, readReceipts } from '../answers/receipts';
import { useRoute } from '../frame/router';
import { addressOf } from '../frame/routes';
import { CopyField } from '../parts/copy_field';
import { longDate } from '../parts/dates';
import { PageLink } from '../parts/links';
import { Fault, Heading, Notice } from '../parts/page';
import { deleteSaved, save, type SavedReceipt } from '../service/network';
import { Refusal } from '../service/refusal';
import { useTexts } from '../texts';

export function LaterPage() {
  const { later, simulation } = useTexts();
  const hasAnswers = book.size > 0;
  return (
    <>
      <Heading title={later.title} />
      <p class="lead">{hasAnswers ? later.lead : later.none}</p>
      <p>
        <PageLink to="simulation" class="button quiet">
          {hasAnswers ? simulation.resumeThere : simulation.title}
        </PageLink>
      </p>
      {hasAnswers && <ResumeLink />}
      <ServerLinks canSave={hasAnswers} />
    </>
  );
}

function ResumeLink() {
  const { later } = useTexts();
  const route = useRoute();
  const answers = new Map(book.rules.map((rule) => [rule, book.get(rule) ?? null]));
  const address = addressOf({ ...route, page: 'resume', about: null, embedded: false });
  return (
    <section>
      <h2>{later.linkTitle}</h2>
      <p>{later.link}</p>
      <CopyField
        label={later.linkLabel}
        text={`${location.origin}${address}#${answersInLink(answers)}`}
        action={later.copy}
        done={later.copied}
      />
    </section>
  );
}

type State = { kind: 'idle' | 'busy' | 'removed' } | { kind: 'saved'; receipt: SavedReceipt };

function ServerLinks({ canSave }: { canSave: boolean }) {
  const { later } = useTexts();
  const { language } = useRoute();
  const [state, setState] = useState<State>({ kind: 'idle' });
  const [trouble, setTrouble] = useState<{ error: unknown; retry: () => void } | null>(null);
  const receipts = readReceipts(new Date());
  const attempt = async (work: () => Promise<State>) => {
    setTrouble(null);
    setState({ kind: 'busy' });
    try {
      setState(await work());
    } catch (error) {
      setState({ kind: 'idle' });
      setTrouble({ error, retry: () => void attempt(work) });
    }
  };
  const keep = () =>
    attempt(async () => {
      const receipt = await save(book.asRequest(), language);
      keepReceipt(receipt, new Date());
      return { kind: 'saved', receipt };
    });
  const remove = (receipt: SavedReceipt) =>
    attempt(async () => {
      await deleteSaved(receipt.id, receipt.holder).catch((error: unknown) => {
        // Already gone: what the person asked for is done.
        if (!(error instanceof Refusal && error.body.status === 404)) throw error;
      });
      dropReceipt(receipt.id, new Date());
      return { kind: 'removed' };
    });
  return (
    <section>
      {canSave && (
        <>
          <h2>{later.saveTitle}</h2>
          <p>{later.save}</p>
          <p>
            <button type="button" class="button" disabled={state.kind === 'busy'} onClick={() => void keep()}>
              {state.kind === 'busy' ? later.saving : later.saveButton}
            </button>
          </p>
        </>
      )}
      {trouble && <Fault error={trouble.error} retry={trouble.retry} />}
      {state.kind === 'removed' && <Notice tone="good" title={later.removed} />}
      {state.kind === 'saved' && (
        <Notice tone="good" title={later.saved}>
          <CopyField
            label={later.savedLabel}
            text={new URL(state.receipt.link, location.origin).href}
            action={later.copy}
            done={later.copied}
          />
          <p>{later.expires(longDate(state.receipt.expires, language))}</p>
        </Notice>
      )}
      {receipts.length > 0 && (
        <>
          <h2>{later.mine}</h2>
          <ul class="receipts">
            {receipts.map((receipt) => (
              <li key={receipt.id}>
                <span>{later.expires(longDate(receipt.expires, language))}</span>
                <PageLink to="saved" about={receipt.id}>
                  {later.open}
                </PageLink>
                <button
                  type="button"
                  class="link-button"
                  aria-label={later.removeOf(longDate(receipt.expires, language))}
                  onClick={() => void remove(receipt)}
                >
                  {later.remove}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
