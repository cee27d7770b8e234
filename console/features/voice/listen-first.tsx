import { useQuery } from '@tanstack/react-query';
import { Ear, TriangleAlert } from 'lucide-react';
import type { ConversationDetail } from '../../api/types.ts';
import { useCan } from '../../app/session.ts';
import { NetworkIcon } from '../../components/network-icon.tsx';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import { MoodChart } from './mood-chart.tsx';
import { voiceQueries } from './queries.ts';
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
      <Open heard={data} />
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

function LastSaid({ said }: { said: HeardView['said'] }) {
  if (said.length === 0) return <p className="person-none">{t('voice.listen.nothingSaid')}</p>;
  return (
    <>
      <h4>{t('voice.listen.said')}</h4>
      <ul className="listen-said">
        {said.map(({ postId, at, network, text, link }) => (
          <li key={postId}>
            <span className="person-item-head">
              <NetworkIcon network={network} />
              {link === null ? (
                <Time at={at} />
              ) : (
                <a href={link}>
                  <Time at={at} />
                </a>
              )}
            </span>
            <span className="person-excerpt" dir="auto">
              {text}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Open({ heard: { cases, open } }: { heard: HeardView }) {
  if (cases.length + open.length === 0) return null;
  return (
    <>
      <h4>{t('voice.listen.open')}</h4>
      <ul className="listen-open">
        {cases.map(({ id, number, title }) => (
          <li key={id}>
            <a href={`/cases/${id}`}>
              #{number} {title}
            </a>
          </li>
        ))}
        {open.map(({ id, network, excerpt }) => (
          <li key={id}>
            <NetworkIcon network={network} />
            <a href={`/inbox/${id}`} dir="auto">
              {excerpt.slice(0, 80)}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
