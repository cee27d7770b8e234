import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { t } from '../../i18n/index.ts';
import { Button } from '../button.tsx';
import { ErrorState } from '../error-state.tsx';
import { SkeletonRows } from '../progress.tsx';
import './message-log.css';

interface MessageLogProps<Line> {
  log: UseInfiniteQueryResult<InfiniteData<{ items: Line[] }>>;
  empty: string;
  /** One message, as the content of a list's row. */
  children(line: Line): ReactNode;
}

/** What went over to another program or came from it, the newest first. */
export function MessageLog<Line extends { id: string }>({ log, empty, children }: MessageLogProps<Line>) {
  if (log.isPending) return <SkeletonRows count={4} label={t('common.loading')} />;
  if (log.isError) return <ErrorState error={log.error} isSmall onRetry={() => void log.refetch()} />;
  const items = log.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <p className="muted">{empty}</p>;
  return (
    <>
      <ul className="message-log">
        {items.map((line) => (
          <li key={line.id}>{children(line)}</li>
        ))}
      </ul>
      {log.hasNextPage && (
        <Button isBusy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          {t('common.loadMore')}
        </Button>
      )}
    </>
  );
}

/** What a message says, folded away. */
export function MessageContent({ children }: { children: string }) {
  return (
    <details>
      <summary>{t('common.content')}</summary>
      <pre tabIndex={0}>{children}</pre>
    </details>
  );
}
