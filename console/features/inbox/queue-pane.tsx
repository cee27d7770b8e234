import { ArrowUp } from 'lucide-react';
import { type RefObject, useEffect, useRef } from 'react';
import { classNames } from '../../components/class-names.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t, tn } from '../../i18n/index.ts';
import { type QueueFilters } from './filters.ts';
import { boundOf, LookFurther, searchedBackTo, SearchedTo } from '../../components/look-further.tsx';
import { QueueRow } from './queue-row.tsx';
import './queue-pane.css';
import type { useQueue } from './use-queue.ts';
import type { QueueSelection } from './use-selection.ts';
import { NothingHere } from './queue-empty.tsx';
import { QueueHead } from './queue-head.tsx';

interface QueuePaneProps {
  filters: QueueFilters;
  queue: ReturnType<typeof useQueue>;
  selection: QueueSelection;
  openId: string | null;
  cursorId: string | null;
  searchField: RefObject<HTMLInputElement | null>;
}

/** The queue itself: search, order, rows that stay where they are, and the pill that lets new ones in. */
export function QueuePane({ filters, queue, selection, openId, cursorId, searchField }: QueuePaneProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { list, rows, newCount, letIn } = queue;
  const bounded = boundOf(list.data?.pages ?? []);
  const searchedTo = searchedBackTo(list.data?.pages ?? []);
  const showNew = () => void letIn().then(() => scroller.current?.scrollTo({ top: 0 }), toastError);
  return (
    <section className="queue" aria-label={t('inbox.queue')}>
      {selection.bar ?? <QueueHead filters={filters} searchField={searchField} />}
      <div className="queue-pill-place" aria-live="polite">
        {newCount > 0 && (
          <button type="button" className="queue-pill" onClick={showNew}>
            <ArrowUp size={14} aria-hidden />
            {tn('inbox.pill', newCount)}
          </button>
        )}
      </div>
      <div className="queue-scroll" ref={scroller} tabIndex={-1}>
        {list.isPending ? (
          <SkeletonRows label={t('inbox.queue.loading')} count={8} />
        ) : list.isError && rows.length === 0 ? (
          <ErrorState error={list.error} isSmall onRetry={() => void list.refetch()} />
        ) : rows.length === 0 ? (
          bounded === undefined && <NothingHere filters={filters} />
        ) : (
          <ul
            className={classNames(selection.ids.size > 0 && 'queue-selecting')}
            aria-label={t('inbox.queue')}
          >
            {rows.map(({ row, hasLeft }) => (
              <QueueRow
                key={row.id}
                row={row}
                filters={filters}
                hasLeft={hasLeft}
                isOpen={row.id === openId}
                isAtCursor={row.id === cursorId}
                isSelected={selection.ids.has(row.id)}
                onSelect={selection.toggle}
              />
            ))}
          </ul>
        )}
        {searchedTo !== undefined && <SearchedTo at={searchedTo} q={filters.q ?? ''} />}
        {bounded === undefined ? (
          <MoreRows key={rows.length} list={list} count={rows.length} />
        ) : (
          <LookFurther
            passed={bounded}
            isBusy={list.isFetchingNextPage}
            error={list.isFetchNextPageError ? list.error : null}
            onGo={() => void list.fetchNextPage()}
          />
        )}
      </div>
    </section>
  );
}

function MoreRows({ list, count }: { list: ReturnType<typeof useQueue>['list']; count: number }) {
  const end = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isFetchNextPageError, error } = list;
  useEffect(() => {
    const element = end.current;
    if (element === null || !hasNextPage || isFetchNextPageError) return;
    const observer = new IntersectionObserver(
      ([entry]) => entry?.isIntersecting === true && void fetchNextPage(),
      { rootMargin: '600px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [hasNextPage, fetchNextPage, isFetchNextPageError]);
  if (isFetchNextPageError) return <ErrorState error={error} isSmall onRetry={() => void fetchNextPage()} />;
  if (count === 0) return null;
  return (
    <div ref={end} className="queue-end">
      {hasNextPage ? (
        <span role="status">{isFetchingNextPage ? t('inbox.queue.more') : ''}</span>
      ) : (
        t('inbox.queue.end')
      )}
    </div>
  );
}
