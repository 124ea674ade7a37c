// A simulation kept by the server: its result as it was, and the way to go on from its answers.
import { fromAnswers } from '../answers/book';
import { useRoute } from '../frame/router';
import { longDate } from '../parts/dates';
import { Fault, Heading, Loaded } from '../parts/page';
import { useLoading } from '../parts/use_ask';
import { readSaved } from '../service/network';
import { Refusal } from '../service/refusal';
import { useTexts } from '../texts';
import { ResultOf } from './results';
import { TakeOver } from './resume';

export function SavedPage({ id }: { id: string }) {
  const { saved, resume, results } = useTexts();
  const { language } = useRoute();
  const loading = useLoading(() => readSaved(id), id);
  if (loading.state === 'failed') {
    const isGone = loading.error instanceof Refusal && [404, 410].includes(loading.error.body.status);
    return (
      <>
        <Heading title={isGone ? saved.goneTitle : saved.title} />
        {isGone ? <p class="lead">{saved.gone}</p> : <Fault error={loading.error} retry={loading.retry} />}
      </>
    );
  }
  return (
    <>
      <Heading title={saved.title} />
      <Loaded from={loading}>
        {(value) => (
          <>
            <p>{saved.about(longDate(value.expires, language))}</p>
            {value.result && <ResultOf simulation={value.result} isSaved />}
            <section class="no-print">
              <h2>{value.result ? results.keepTitle : resume.title}</h2>
              <TakeOver answers={fromAnswers(value.answers)} />
            </section>
          </>
        )}
      </Loaded>
    </>
  );
}
