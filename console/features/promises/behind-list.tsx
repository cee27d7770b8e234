import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { NetworkIcon } from '../../components/network-icon.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import { dayWithin } from './day-within.ts';
import { promiseQueries } from './queries.ts';

/** What of the report is opened. */
export interface BehindAsked {
  title: string;
  outcome?: 'kept' | 'missed';
  kind?: string;
  policy?: string;
  team?: string;
  network?: string;
  hour?: string;
  /** `2026-11-22`, by the clock on the wall. */
  day?: string;
}

interface BehindListProps {
  asked: BehindAsked;
  span: { from: string; to: string; zone: string };
  onClose(): void;
}

/** The conversations behind a number. */
export function BehindList({ asked: { title, day, ...asked }, span, onClose }: BehindListProps) {
  const within = day === undefined ? span : dayWithin(day, span);
  const pages = useInfiniteQuery(promiseQueries.behind({ ...within, ...asked }));
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Dialog
      title={asked.outcome ? `${title}: ${t(`promises.${asked.outcome}`)}` : title}
      isOpen
      size="l"
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      {pages.isError ? (
        <ErrorState error={pages.error} isSmall onRetry={() => void pages.refetch()} />
      ) : pages.isPending ? (
        <SkeletonRows count={4} label={t('common.loading')} />
      ) : (
        <>
          <ul className="list">
            {rows.map((row) => (
              <li key={row.id} className="list-row">
                <NetworkIcon network={row.network} />
                <div className="row-main grow">
                  <Link to="/inbox/{-$conversationId}" params={{ conversationId: row.conversationId }}>
                    {row.excerpt === '' ? t('promises.conversationGone') : row.excerpt}
                  </Link>
                  <p>
                    {t(`promises.kind.${row.kind}`)} · <Time at={row.startedAt} as="exact" />
                  </p>
                </div>
                <Badge tone={row.outcome === 'missed' ? 'bad' : 'ok'}>{t(`promises.${row.outcome}`)}</Badge>
              </li>
            ))}
          </ul>
          {pages.hasNextPage && (
            <Button isBusy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
              {t('common.more')}
            </Button>
          )}
        </>
      )}
    </Dialog>
  );
}
