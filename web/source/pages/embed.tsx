// For the web team of an establishment: the snippet that shows the simulator on its own site.
import { useRoute } from '../frame/router';
import { CopyField } from '../parts/copy_field';
import { Heading } from '../parts/page';
import { useTexts } from '../texts';

export function EmbedPage() {
  const { embed } = useTexts();
  const { language } = useRoute();
  const snippet = [
    `<script src="${location.origin}/widget.js" async></script>`,
    `<partance-simulation lang="${language}"></partance-simulation>`,
  ].join('\n');
  const frame = `<iframe src="${location.origin}/${language}/widget/" title="Partance" width="100%" height="900"></iframe>`;
  return (
    <div class="words">
      <Heading title={embed.title} />
      <p class="lead">{embed.lead}</p>
      <CopyField label={embed.snippet} text={snippet} action={embed.copy} done={embed.copied} rows={5} />
      <h2>{embed.optionsTitle}</h2>
      <dl class="facts">
        {embed.options.map(([name, text]) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <h2>{embed.policyTitle}</h2>
      <p>{embed.policy}</p>
      <h2>{embed.iframeTitle}</h2>
      <p>{embed.iframe}</p>
      <CopyField label={embed.snippet} text={frame} action={embed.copy} done={embed.copied} rows={5} />
    </div>
  );
}
