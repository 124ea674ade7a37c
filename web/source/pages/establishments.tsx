// The establishments that take part, and whom to write to.
import { useState } from 'preact/hooks';
import { useRoute } from '../frame/router';
import { PageLink, Sources } from '../parts/links';
import { Fact, Facts, ReliabilityMark } from '../parts/marks';
import { Heading, Loaded } from '../parts/page';
import { useAsk, useLoading } from '../parts/use_ask';
import { findEstablishments, type Establishment } from '../service/establishments';
import { useTexts } from '../texts';
import { fine } from '../texts/typography';

export function EstablishmentsPage() {
  const { establishments } = useTexts();
  const { language } = useRoute();
  const [typed, setTyped] = useState('');
  const [sought, setSought] = useState('');
  const catalogue = useAsk('aids', { language });
  const titles = catalogue.state === 'ready' ? catalogue.value.aids : [];
  const titleOf = (aid: string) => titles.find((one) => one.id === aid)?.title ?? aid;
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
                <Card key={one.id} establishment={one} titleOf={titleOf} />
              ))}
            </ul>
          </>
        )}
      </Loaded>
      <p class="soft">{establishments.missing}</p>
    </>
  );
}

function Card({ establishment, titleOf }: { establishment: Establishment; titleOf: (aid: string) => string }) {
  const { establishments } = useTexts();
  const { name, city, office, aids, source, reliability } = establishment;
  return (
    <li class="aid-card">
      <h2>{fine(name)}</h2>
      {city && <p class="soft">{city}</p>}
      <h3>{establishments.office}</h3>
      {office.name && <p>{fine(office.name)}</p>}
      <Facts>
        <Fact name={establishments.address}>{office.address}</Fact>
        <Fact name={establishments.opening}>{office.opening}</Fact>
        <Fact name={establishments.contact}>
          {office.email && <a href={`mailto:${office.email}`}>{office.email}</a>}
        </Fact>
        <Fact name={establishments.phone}>
          {office.phone && <a href={`tel:${office.phone.replaceAll(/[^\d+]/g, '')}`}>{office.phone}</a>}
        </Fact>
        <Fact name={establishments.site}>{siteOf(office.url ?? establishment.website)}</Fact>
        <Fact name={establishments.aids}>
          {aids.length > 0 && (
            <ul>
              {aids.map((aid) => (
                <li key={aid}>
                  <PageLink to="aids" about={aid}>
                    {fine(titleOf(aid))}
                  </PageLink>
                </li>
              ))}
            </ul>
          )}
        </Fact>
      </Facts>
      <ReliabilityMark reliability={reliability} />
      {source && (
        <Sources
          references={[{ title: [source.title, source.date].filter(Boolean).join(', '), address: source.address ?? '' }]}
        />
      )}
    </li>
  );
}

/** Only https addresses become links: the list may come from a file of somebody else. */
function siteOf(address: string | null) {
  return address?.startsWith('https://') ? <OtherSite address={address} /> : null;
}

function OtherSite({ address }: { address: string }) {
  const { site } = useTexts();
  return (
    <a href={address} target="_blank" rel="noopener noreferrer">
      {address.replace(/^https:\/\/([^/]+).*$/, '$1')}
      <span class="hidden-text"> ({site.newWindow})</span>
    </a>
  );
}
