import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Button } from '../../components/button.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t } from '../../i18n/index.ts';
import type { FindFilters, FoundKind } from './filters.ts';
import { FindNotes } from './find-notes.tsx';
import { HitRow } from './hit-row.tsx';
import { hitsOf, keyOf } from './hits.ts';
import { findQueries } from './queries.ts';
import { NothingFound } from './states.tsx';
import { useHitKeys } from './use-hit-keys.ts';

/** All of one kind; what comes next is read when its end comes into sight. */
export function FoundOfKind({
  filters,
  search,
}: {
  filters: FindFilters & { kind: FoundKind };
  search(): void;
}) {
  const list = useInfiniteQuery(findQueries.kind(filters));
  const hits = hitsOf(list.data?.pages ?? []);
  const more = () => {
    if (list.hasNextPage && !list.isFetchingNextPage && !list.isFetchNextPageError) void list.fetchNextPage();
  };
  const cursor = useHitKeys({ hits, more, search });
  const end = useNearEnd(more);
  const [first] = list.data?.pages ?? [];
  if (list.isError && first === undefined)
    return <ErrorState error={list.error} isSmall onRetry={() => void list.refetch()} />;
  if (first === undefined) return <SkeletonRows label={t('search.loading')} />;
  if (hits.length === 0 && !list.hasNextPage)
    return <NothingFound filters={filters} isPartial={first.isPartial} />;
  return (
    <>
      <FindNotes view={first} kind={filters.kind} />
      <ul className="list" aria-label={t(`search.kind.${filters.kind}`)}>
        {hits.map((hit) => (
          <HitRow key={keyOf(hit)} hit={hit} words={first.words} isCurrent={keyOf(hit) === cursor} />
        ))}
      </ul>
      {list.isFetchNextPageError && (
        <ErrorState error={list.error} isSmall onRetry={() => void list.fetchNextPage()} />
      )}
      <div ref={end} className="find-end">
        {list.hasNextPage ? (
          <Button isBusy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('common.loadMore')}
          </Button>
        ) : (
          <span className="faint">{t('search.end')}</span>
        )}
      </div>
    </>
  );
}

/** Calls when the element comes near the window; the newest of what it is given. */
function useNearEnd(reach: () => void) {
  const end = useRef<HTMLDivElement>(null);
  const latest = useRef(reach);
  useEffect(() => {
    latest.current = reach;
  });
  useEffect(() => {
    if (end.current === null) return;
    const observer = new IntersectionObserver(
      ([entry]) => entry?.isIntersecting === true && latest.current(),
      { rootMargin: '600px' },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  });
  return end;
}
