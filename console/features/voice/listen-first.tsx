import { useQuery } from '@tanstack/react-query';
import { Ear, TriangleAlert } from 'lucide-react';
import type { ConversationDetail } from '../../api/types.ts';
import { useCan } from '../../app/session.ts';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import { LastSaid } from './last-said.tsx';
import { MoodChart } from './mood-chart.tsx';
import { voiceQueries } from './queries.ts';
import { StillOpen } from './still-open.tsx';
import type { HeardView } from './types.ts';
import './voice.css';

/** Beside the composer: what to know of a person before one speaks. */
export function ListenFirst({ detail }: { detail: ConversationDetail }) {
  const mayRead = useCan()('voice.read');
  const { data } = useQuery({
    ...voiceQueries.heard(detail.id, `${detail.lastPostAt} ${detail.status}`),
    enabled: mayRead,
  });
  if (data === undefined) return null;
  return (
    <section className="listen-first" aria-label={t('voice.listen')}>
      <h3>
        <Ear size={14} aria-hidden /> {t('voice.listen')}
      </h3>
      {data.complaint !== null && (
        <OpenComplaint complaint={data.complaint} isHere={data.complaint.conversationId === detail.id} />
      )}
      <LastSaid said={data.said} />
      <StillOpen heard={data} />
      <MoodChart mood={data.mood} />
    </section>
  );
}

function OpenComplaint({
  complaint,
  isHere,
}: {
  complaint: NonNullable<HeardView['complaint']>;
  isHere: boolean;
}) {
  return (
    <p className="listen-complaint">
      <TriangleAlert size={14} aria-hidden />
      <span>
        {t('voice.listen.complaint')} <Time at={complaint.since} />
        {!isHere && (
          <>
            {': '}
            <a href={`/inbox/${complaint.conversationId}`}>{complaint.excerpt.slice(0, 80)}</a>
          </>
        )}
      </span>
    </p>
  );
}
