import { useQuery } from '@tanstack/react-query';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Section } from '../../components/page.tsx';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import { communityQueries, type DeedView } from './queries.ts';
import { useMoves } from './use-moderation.ts';

/** What was done to a thread and its posts, with a way back for merges and splits. */
export function ThreadLog({ threadId }: { threadId: string }) {
  const log = useQuery(communityQueries.log(threadId));
  return (
    <Section title={t('community.log')} text={t('community.log.text')}>
      <Loaded query={log} rows={2}>
        {(deeds) =>
          deeds.length === 0 ? (
            <p className="muted">{t('community.log.empty')}</p>
          ) : (
            <ul className="list">
              {deeds.map((deed) => (
                <Row key={deed.id} deed={deed} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  );
}

function Row({ deed: { by, isMember, deed, number, reason, undoId, at } }: { deed: DeedView }) {
  const moves = useMoves();
  return (
    <li className="list-row">
      <p className="row-main">
        <strong>{by}</strong> {isMember && <Badge isQuiet>{t('community.member')}</Badge>}{' '}
        {t(`community.deed.${deed}`, { number: number ?? '' })} <Time at={at} />
        {reason !== null && <span className="muted"> · {reason}</span>}
      </p>
      {undoId !== null && (
        <Button size="s" onClick={() => moves.undoMove(undoId)}>
          {t('common.undo')}
        </Button>
      )}
    </li>
  );
}
