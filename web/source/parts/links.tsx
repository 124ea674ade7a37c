// Links to our pages and to the sources of a rule.
import type { ComponentChildren } from 'preact';
import { useRoute } from '../frame/router';
import { addressOf, type Page } from '../frame/routes';
import type { Reference } from '../service/requests';
import { useTexts } from '../texts';
import { fine } from '../texts/typography';

interface PageLinkProps {
  to: Page;
  about?: string | null;
  hash?: string;
  search?: string;
  class?: string;
  label?: string;
  current?: boolean;
  children: ComponentChildren;
}

export function PageLink({ to, about = null, hash = '', search = '', class: kind, label, current, children }: PageLinkProps) {
  const route = useRoute();
  const address = addressOf({ ...route, page: to, about }) + search + hash;
  return (
    <a href={address} class={kind} aria-label={label} aria-current={current ? 'page' : undefined}>
      {children}
    </a>
  );
}

const webAddress = /(?<![\w@./:-])(?:https:\/\/)?((?:[a-z\d-]+\.)+(?:fr|eu|org|net|com)(?![\w-])(?:\/[\w./-]*\w)?)/g;

/**
 * A text whose web addresses can be followed: "messervices.etudiant.gouv.fr". On a narrow screen they break before their
 * dots and slashes, not before their last letter.
 */
export function WithAddresses({ text }: { text: string }) {
  const { site } = useTexts();
  // split() puts what the group matched, the address, at the odd places.
  const pieces = fine(text).split(webAddress);
  return (
    <>
      {pieces.map((piece, at) =>
        at % 2 === 0 ? (
          piece
        ) : (
          <a key={at} href={`https://${piece}`} rel="noopener noreferrer" target="_blank">
            {piece.split(/(?=[./])/).map((part, place) => (place === 0 ? part : [<wbr key={place} />, part]))}
            <span class="hidden-text"> ({site.newWindow})</span>
          </a>
        ),
      )}
    </>
  );
}

/** Only https addresses become links: a rulebook may come from a stranger. */
export function Sources({ references }: { references: Reference[] }) {
  const { results, site } = useTexts();
  if (references.length === 0) return null;
  return (
    <div class="sources">
      <span class="sources-title">{results.sources}</span>
      <ul>
        {references.map((reference) => (
          <li key={reference.title + reference.address}>
            {reference.address.startsWith('https://') ? (
              <a href={reference.address} rel="noopener noreferrer" target="_blank">
                {fine(reference.title)}
                <span class="hidden-text"> ({site.newWindow})</span>
              </a>
            ) : (
              <span>
                {fine(reference.title)}
                {reference.address && ` – ${reference.address}`}
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
