import { useQuery } from '@tanstack/react-query';
import { Callout } from '../../components/callout.tsx';
import { shortNumber } from '../../format/number.ts';
import { t } from '../../i18n/index.ts';
import { delayText, sizeText } from './lag.ts';
import { sourceQueries } from './queries.ts';
import type { PipelineView } from './types.ts';
import './pipeline.css';

type Stream = NonNullable<PipelineView['stream']>;

/** What waits between the machines that read and those that match. Nothing where one machine does everything. */
export function PipelinePanel() {
  const { data } = useQuery(sourceQueries.pipeline());
  if (data === undefined || data.path === 'direct') return null;
  return (
    <section className="pipeline" aria-labelledby="pipeline-title">
      <h2 id="pipeline-title">{t('sources.pipeline')}</h2>
      <p className="muted">{t('sources.pipeline.text')}</p>
      {data.problem !== null && <Callout tone="warn">{data.problem}</Callout>}
      {data.stream !== null && <StreamFacts view={data} stream={data.stream} />}
    </section>
  );
}

function StreamFacts({ view, stream }: { view: PipelineView; stream: Stream }) {
  const facts = [
    [t('sources.pipeline.waiting'), shortNumber(view.waiting)],
    [t('sources.pipeline.oldest'), view.oldestSeconds === null ? '–' : delayText(view.oldestSeconds)],
    [t('sources.pipeline.inHand'), shortNumber(stream.inHand)],
    [t('sources.pipeline.room'), `${sizeText(stream.bytes)} / ${sizeText(stream.maxBytes)}`],
    [t('sources.pipeline.replicas'), `${stream.currentReplicas} / ${stream.replicas}`],
  ] as const;
  return (
    <>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="figures">{value}</dd>
          </div>
        ))}
      </dl>
      <Partitions stream={stream} />
    </>
  );
}

/** One bar a partition, all on one scale from zero; the figure stands beside it. */
function Partitions({ stream }: { stream: Stream }) {
  const most = Math.max(1, ...stream.partitions.map((one) => one.waiting));
  return (
    <ol className="partitions" aria-label={t('sources.pipeline.partitions')}>
      {stream.partitions.map(({ partition, waiting, oldestSeconds }) => (
        <li key={partition}>
          <span className="muted figures" aria-hidden>
            {partition}
          </span>
          <span className="partition-bar" aria-hidden>
            <span style={{ width: `${(waiting / most) * 100}%` }} />
          </span>
          <span className="figures">
            <span className="visually-hidden">{t('sources.pipeline.partition', { partition })} </span>
            {waiting === 0
              ? '0'
              : `${shortNumber(waiting)} · ${oldestSeconds === null ? '–' : delayText(oldestSeconds)}`}
          </span>
        </li>
      ))}
    </ol>
  );
}
