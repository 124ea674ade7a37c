// Where one is in the interview: the chapters, and how much is answered.
import type { Chapter } from '../answers/interview';
import type { Progress } from '../service/requests';
import { useTexts } from '../texts';

export function Chapters({ chapters }: { chapters: Chapter[] }) {
  const { simulation } = useTexts();
  const at = chapters.findIndex((chapter) => chapter.state === 'current') + 1;
  return (
    <nav class="chapters" aria-label={simulation.chapters}>
      <p class="chapter-now">
        {simulation.chapterOf(at, chapters.length)} · <strong>{chapters[at - 1]?.theme}</strong>
      </p>
      <ol>
        {chapters.map((chapter) => (
          <li key={chapter.theme} class={chapter.state} aria-current={chapter.state === 'current' ? 'step' : undefined}>
            {chapter.theme}
          </li>
        ))}
      </ol>
    </nav>
  );
}

export function InterviewProgress({ progress }: { progress: Progress }) {
  const { simulation } = useTexts();
  const share = Math.round(progress.share * 100);
  return (
    <div class="progress">
      <progress max={100} value={share} aria-label={simulation.progress}>
        {share} %
      </progress>
      <p class="soft">{simulation.progressText(progress.answered, progress.remaining)}</p>
    </div>
  );
}
