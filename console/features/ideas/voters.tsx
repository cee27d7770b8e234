import { Link } from '@tanstack/react-router';
import { X } from 'lucide-react';
import type { VoterView } from '#embrace/ideas/schema.ts';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Badge } from '../../components/badge.tsx';
import { IconButton } from '../../components/button.tsx';
import { NetworkIcon } from '../../components/network-icon.tsx';
import { Time } from '../../components/time.tsx';
import { t, tn } from '../../i18n/index.ts';
import type { IdeaDetail } from './queries.ts';
import { useChanging } from './use-changing.ts';

/** Who wishes an idea, and why: persons with the place where they said so. */
export function Voters({ idea }: { idea: IdeaDetail }) {
  const mayWrite = useCan()('ideas.write');
  const remove = useChanging((id: string) => api.delete(`/ideas/votes/${id}`));
  return (
    <section className="stack" aria-label={t('ideas.voters')}>
      <h2>{t('ideas.voters')}</h2>
      {idea.voters.length === 0 ? (
        <p className="muted">{t('ideas.voters.none')}</p>
      ) : (
        <ul className="list ideas-list">
          {idea.voters.map((voter) => (
            <li key={voter.id} className="list-row">
              <NetworkIcon network={voter.network} />
              <div className="row-main">
                <div className="row-title">
                  <strong dir="auto">{voter.name}</strong>
                  {!voter.counts && <Badge isQuiet>{t('ideas.sameperson')}</Badge>}
                  {voter.value !== null && (
                    <Badge isQuiet>
                      {t('ideas.value', { value: Math.round(voter.value).toLocaleString() })}
                    </Badge>
                  )}
                </div>
                {voter.reason !== '' && <p dir="auto">{voter.reason}</p>}
                <p className="muted">
                  {voter.byName !== null && <>{t('ideas.onBehalf', { name: voter.byName })} · </>}
                  <Where voter={voter} /> <Time at={voter.at} />
                </p>
              </div>
              {mayWrite && voter.byName !== null && (
                <IconButton
                  icon={X}
                  label={t('ideas.vote.remove', { name: voter.name })}
                  onClick={() => remove.mutate(voter.id)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {idea.votesBefore > 0 && <p className="faint">{tn('ideas.before', idea.votesBefore)}</p>}
    </section>
  );
}

function Where({ voter: { conversationId, caseId } }: { voter: VoterView }) {
  return (
    <>
      {conversationId !== null && (
        <>
          <Link to="/inbox/{-$conversationId}" params={{ conversationId }}>
            {t('ideas.conversation')}
          </Link>
          {' · '}
        </>
      )}
      {caseId !== null && (
        <>
          <Link to="/cases/$caseId" params={{ caseId }}>
            {t('ideas.case')}
          </Link>
          {' · '}
        </>
      )}
    </>
  );
}
