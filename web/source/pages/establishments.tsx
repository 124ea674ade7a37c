// The establishments that take part, and whom to write to.
import { useState } from 'preact/hooks';
import { useRoute } from '../frame/router';
import { PageLink } from '../parts/links';
import { Heading, Loaded } from '../parts/page';
import { useLoading } from '../parts/use_ask';
import { findEstablishments, type Establishment } from '../service/establishments';
import { useTexts } from '../texts';
import { fine } from '../texts/typography';

export function EstablishmentsPage() {
  const { establishments } = useTexts();
  const { language } = useRoute();
  const [typed, setTyped] = useState('');
  const [sought, setSought] = useState('');
  const found = useLoading(() => findEstablishments(sought, language), `${language} ${sought}`);
  return (
    <>
      <Heading title={establishments.title} />
      <p class="lead">{establishments.lead}</p>
      <form
        class="filters"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          setSought(typed.trim());
        }}
      >
        <label>
          <span>{establishments.search}</span>
          <input
            type="search"
            class="field"
            value={typed}
            maxLength={200}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="button">
          {establishments.button}
        </button>
      </form>
      <Loaded from={found}>
        {(list) => (
          <>
            <p role="status" class="soft">
              {establishments.count(list.length)}
            </p>
            <ul class="cards">
              {list.map((one) => (
                <Card key={one.id} establishment={one} />
              ))}
            </ul>
          </>
        )}
      </Loaded>
      <p class="soft">{establishments.missing}</p>
    </>
  );
}

function Card({ establishment }: { establishment: Establishment }) {
  const { establishments, site } = useTexts();
  const { name, town, region, office, aids } = establishment;
  return (
    <li class="aid-card">
      <h2>{fine(name)}</h2>
      {(town || region) && <p class="soft">{[town, region].filter(Boolean).join(', ')}</p>}
      <h3>{establishments.office}</h3>
      {office.name && <p>{fine(office.name)}</p>}
      {office.address && <p>{fine(office.address)}</p>}
      <ul class="inline-list">
        {office.email && (
          <li>
            <a href={`mailto:${office.email}`}>{office.email}</a>
          </li>
        )}
        {office.phone && (
          <li>
            {establishments.phone}
            {site.colon}
            <a href={`tel:${office.phone.replaceAll(/[^\d+]/g, '')}`}>{office.phone}</a>
          </li>
        )}
        {office.site?.startsWith('https://') && (
          <li>
            <a href={office.site} target="_blank" rel="noopener noreferrer">
              {establishments.site}
              <span class="hidden-text">
                {' '}
                {name} ({site.newWindow})
              </span>
            </a>
          </li>
        )}
      </ul>
      {aids.length > 0 && (
        <>
          <h3>{establishments.aids}</h3>
          <ul>
            {aids.map((aid) => (
              <li key={aid.id}>
                <PageLink to="aids" about={aid.id}>
                  {fine(aid.title)}
                </PageLink>
              </li>
            ))}
          </ul>
        </>
      )}
    </li>
  );
}
