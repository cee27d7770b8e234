import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from '../../components/button.tsx';
import { SidePanel } from '../../components/dialog.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import { StatusBadge } from '../inbox/status.tsx';
import { reportQueries } from './queries.ts';
import type { Asked } from './search.ts';
import type { Behind, BehindPage } from './types.ts';

interface BehindPanelProps {
  asked: Asked;
  behind: Behind | null;
  onClose(): void;
}

/** The conversations behind a number. */
export function BehindPanel({ asked, behind, onClose }: BehindPanelProps) {
  return (
    <SidePanel title={behind?.title ?? ''} isOpen={behind !== null} onOpenChange={onClose}>
      {behind !== null && <List asked={asked} behind={behind} />}
    </SidePanel>
  );
}

function List({ asked, behind }: { asked: Asked; behind: Behind }) {
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } =
    useInfiniteQuery(reportQueries.behind(asked, behind));
  if (error !== null) return <ErrorState error={error} isSmall onRetry={() => void refetch()} />;
  if (isPending) return <SkeletonRows count={6} label={t('common.loading')} />;
  const items = data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <p className="muted">{t('reports.behind.empty')}</p>;
  return (
    <>
      <ul className="report-behind">
        {items.map((item) => (
          <Item key={item.id} {...item} />
        ))}
      </ul>
      {hasNextPage && (
        <Button isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('reports.behind.more')}
        </Button>
      )}
    </>
  );
}

function Item({ id, openedAt, conversation }: BehindPage['items'][number]) {
  if (conversation === null)
    return (
      <li className="faint">
        {t('reports.behind.gone')} <Time at={openedAt} />
      </li>
    );
  const { author, excerpt, status } = conversation;
  return (
    <li>
      <Link to="/inbox/{-$conversationId}" params={{ conversationId: id }}>
        <strong>{author.displayName ?? author.handle ?? ''}</strong> <Time at={openedAt} className="faint" />
      </Link>
      <p dir="auto">{excerpt}</p>
      <StatusBadge status={status} />
    </li>
  );
}
