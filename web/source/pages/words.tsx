// Pages made of words only: privacy, accessibility, terms; and the page that is not there.
import { useEffect } from 'preact/hooks';
import { PageLink } from '../parts/links';
import { Heading } from '../parts/page';
import { useTexts } from '../texts';

export function WordsPage({ about }: { about: 'privacy' | 'accessibility' | 'terms' }) {
  const texts = useTexts();
  const { title, sections } = texts[about];
  return (
    <div class="words">
      <Heading title={title} />
      {sections.map(([heading, paragraphs]) => (
        <section key={heading}>
          <h2>{heading}</h2>
          {paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </section>
      ))}
      {about === 'privacy' && (
        <p class="actions">
          <PageLink to="answers" hash="#effacer" class="button quiet">
            {texts.site.eraseAnswers}
          </PageLink>
          <PageLink to="later" class="button quiet">
            {texts.later.mine}
          </PageLink>
        </p>
      )}
    </div>
  );
}

export function NotFoundPage() {
  const { faults } = useTexts();
  useEffect(() => {
    const robots = document.createElement('meta');
    robots.name = 'robots';
    robots.content = 'noindex';
    document.head.append(robots);
    return () => robots.remove();
  }, []);
  return (
    <>
      <Heading title={faults.notFoundTitle} />
      <p class="lead">{faults.notFound}</p>
      <p>
        <PageLink to="home" class="button">
          {faults.backHome}
        </PageLink>
      </p>
    </>
  );
}
