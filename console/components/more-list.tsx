import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { ErrorState } from './error-state.tsx';
import { SkeletonRows } from './progress.tsx';
import { t } from '../i18n/index.ts';

interface MoreListProps {
  found: {
    isPending: boolean;
    isError: boolean;
    error: unknown;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    refetch(): unknown;
    fetchNextPage(): unknown;
  };
  label: string;
  /** Where there is nothing. */
  empty: ReactNode;
  children: readonly ReactNode[];
}

/** A list that is read page by page. */
export function MoreList({ found, label, empty, children }: MoreListProps) {
  if (found.isPending) return <SkeletonRows label={t('common.loading')} count={4} />;
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (children.length === 0) return empty;
  return (
    <>
      <ul className="list" aria-label={label}>
        {children}
      </ul>
      {found.hasNextPage && (
        <div>
          <Button isBusy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t('common.loadMore')}
          </Button>
        </div>
      )}
    </>
  );
}
