// Opens a link that holds answers. Answers already on this device are only replaced when the person says so.
import { useState } from 'preact/hooks';
import { book } from '../answers/current';
import { readLink } from '../answers/link';
import { goTo } from '../frame/router';
import { PageLink } from '../parts/links';
import { Heading, Notice } from '../parts/page';
import { useTexts } from '../texts';
import type { Expression } from '../answers/book';

export function ResumePage() {
  const { resume } = useTexts();
  const [found] = useState(() => readLink(location.hash));
  return (
    <>
      <Heading title={resume.title} />
      {found ? <TakeOver answers={found} /> : <BadLink />}
    </>
  );
}

function BadLink() {
  const { resume, faults } = useTexts();
  return (
    <>
      <Notice tone="bad" title={resume.badLink} />
      <p>
        <PageLink to="home" class="button quiet">
          {faults.backHome}
        </PageLink>
      </p>
    </>
  );
}

export function TakeOver({ answers }: { answers: ReadonlyMap<string, Expression> }) {
  const { resume } = useTexts();
  const take = () => {
    book.replaceAll(answers);
    goTo('answers', null, true);
  };
  return (
    <>
      <p class="lead">{resume.found(answers.size)}</p>
      {book.size > 0 && <Notice tone="calm" title={resume.replace(book.size)} />}
      <p class="actions">
        <button type="button" class="button" onClick={take}>
          {resume.take}
        </button>
        {book.size > 0 && (
          <PageLink to="answers" class="button quiet">
            {resume.keep}
          </PageLink>
        )}
      </p>
    </>
  );
}
