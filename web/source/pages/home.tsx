// The first page: what this is, and one button to begin or to resume.
import { book, useBookChanges } from '../answers/current';
import { PageLink } from '../parts/links';
import { Heading } from '../parts/page';
import { prepare } from '../service/ask';
import { useTexts } from '../texts';
import { Horizon } from '../frame/logo';

export function HomePage() {
  const { home } = useTexts();
  useBookChanges();
  const hasAnswers = book.size > 0;
  return (
    <>
      <section class="hero">
        <div class="hero-words">
          <Heading title={home.title} />
          <p class="lead">{home.lead}</p>
          <p class="actions" onPointerEnter={() => void prepare()}>
            <PageLink to="simulation" class="button big">
              {hasAnswers ? home.resume : home.start}
            </PageLink>
            {hasAnswers && (
              <PageLink to="results" class="button quiet">
                {home.see}
              </PageLink>
            )}
          </p>
          {hasAnswers && (
            <p class="soft">
              {home.resumeHint(book.size)}{' '}
              <PageLink to="answers" hash="#effacer">
                {home.restart}
              </PageLink>
            </p>
          )}
        </div>
        <Horizon />
      </section>
      <ul class="promises">
        {home.facts.map(([title, text]) => (
          <li key={title}>
            <h2>{title}</h2>
            <p>{text}</p>
          </li>
        ))}
      </ul>
      <section>
        <h2>{home.stepsTitle}</h2>
        <ol class="steps">
          {home.steps.map(([title, text]) => (
            <li key={title}>
              <h3>{title}</h3>
              <p>{text}</p>
            </li>
          ))}
        </ol>
        <p class="soft">{home.parents}</p>
      </section>
      <section class="band">
        <h2>{home.catalogueTitle}</h2>
        <p>{home.catalogue}</p>
        <p>
          <PageLink to="aids" class="button quiet">
            {home.catalogueLink}
          </PageLink>
        </p>
      </section>
    </>
  );
}
