import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { ArrowUp, Inbox, ListFilter, Search, SearchX, X } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { queries } from '../../api/queries.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { SidePanel } from '../../components/dialog.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Select } from '../../components/field.tsx';
import { EmptyState } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { toastError } from '../../components/toast.tsx';
import { t, tn } from '../../i18n/index.ts';
import { countNarrowing, type QueueFilters, type QueueSort, readFilters, showSame } from './filters.ts';
import { inboxQueries } from './queries.ts';
import { QueueRow } from './queue-row.tsx';
import './queue-pane.css';
import type { useQueue } from './use-queue.ts';
import type { QueueSelection } from './use-selection.ts';
import { standardViews } from './views.ts';
import { ViewsPane } from './views-pane.tsx';

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
          <NothingHere filters={filters} />
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
        <MoreRows key={rows.length} list={list} count={rows.length} />
      </div>
    </section>
  );
}

function QueueHead({
  filters,
  searchField,
}: {
  filters: QueueFilters;
  searchField: RefObject<HTMLInputElement | null>;
}) {
  const navigate = useNavigate();
  const [isPanelOpen, setIsPanelOpen] = useState(false);
  const set = (change: QueueFilters) =>
    void navigate({
      to: '/inbox/{-$conversationId}',
      params: { conversationId: undefined },
      search: readFilters({ ...filters, ...change }),
      replace: true,
    });
  const view = standardViews.find((other) =>
    showSame(other.filters, {
      ...filters,
      q: undefined,
      label: undefined,
      topic: undefined,
      network: undefined,
    }),
  );
  const narrowing = countNarrowing(filters);
  return (
    <div className="queue-head">
      <Button
        className="queue-views"
        size="s"
        icon={ListFilter}
        aria-label={t('inbox.filter.button')}
        onClick={() => setIsPanelOpen(true)}
      >
        {t(view?.label ?? 'inbox.filter')}
        {narrowing > 0 && <span className="figures">+{narrowing}</span>}
      </Button>
      <SidePanel title={t('inbox.filter.button')} isOpen={isPanelOpen} onOpenChange={setIsPanelOpen}>
        <ViewsPane filters={filters} onChoose={() => setIsPanelOpen(false)} />
      </SidePanel>
      <SearchField
        key={filters.q ?? ''}
        query={filters.q ?? ''}
        field={searchField}
        onSearch={(q) => set({ q: q.trim() === '' ? undefined : q })}
      />
      <Select
        className="queue-sort"
        aria-label={t('inbox.sort')}
        value={filters.sort ?? 'priority'}
        choices={(['priority', 'newest', 'oldest'] as const).map((sort) => ({
          value: sort,
          label: t(`inbox.sort.${sort}`),
        }))}
        onChange={(event) => set({ sort: event.target.value as QueueSort })}
      />
    </div>
  );
}

function SearchField({
  query,
  field,
  onSearch,
}: {
  query: string;
  field: RefObject<HTMLInputElement | null>;
  onSearch(query: string): void;
}) {
  const [text, setText] = useState(query);
  return (
    <form
      className="queue-search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(text);
        field.current?.blur();
      }}
    >
      <Search size={14} aria-hidden />
      <input
        ref={field}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        className="input"
        aria-label={t('inbox.search')}
        aria-keyshortcuts="/"
        placeholder={t('inbox.search')}
        value={text}
        maxLength={1000}
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          if (query !== '') onSearch('');
          setText('');
          event.currentTarget.blur();
        }}
      />
      {text !== '' && (
        <IconButton
          size="s"
          icon={X}
          label={t('inbox.search.clear')}
          onClick={() => {
            setText('');
            onSearch('');
          }}
        />
      )}
    </form>
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

function NothingHere({ filters }: { filters: QueueFilters }) {
  const counts = useQuery(inboxQueries.counts()).data;
  const sources = useQuery(queries.sources());
  if (filters.q !== undefined) {
    return (
      <EmptyState
        isSmall
        icon={SearchX}
        title={t('inbox.empty.search.title', { query: filters.q })}
        text={t('inbox.empty.search.text')}
        actions={
          filters.status !== 'any' && (
            <Link
              to="/inbox/{-$conversationId}"
              params={{ conversationId: undefined }}
              search={{ status: 'any', q: filters.q }}
              className="button button-secondary button-m"
            >
              {t('inbox.empty.search.any')}
            </Link>
          )
        }
      />
    );
  }
  const total = counts === undefined ? null : counts.open + counts.waiting + counts.snoozed + counts.done;
  if (total === 0) {
    const hasSource = (sources.data ?? []).length > 0;
    return (
      <EmptyState
        isSmall
        icon={Inbox}
        title={t('inbox.empty.first.title')}
        text={t('inbox.empty.first.text')}
        actions={
          <Link
            to={(hasSource ? '/stream' : '/sources') as string}
            className="button button-primary button-m"
          >
            {t(hasSource ? 'inbox.empty.open.stream' : 'inbox.empty.first.sources')}
          </Link>
        }
      />
    );
  }
  if (!showSame(filters, {}))
    return (
      <EmptyState
        isSmall
        icon={Inbox}
        title={t('inbox.empty.view.title')}
        text={t('inbox.empty.view.text')}
      />
    );
  return (
    <EmptyState
      isSmall
      icon={Inbox}
      title={t('inbox.empty.open.title')}
      text={t('inbox.empty.open.text')}
      actions={
        <Link to={'/stream' as string} className="button button-secondary button-m">
          {t('inbox.empty.open.stream')}
        </Link>
      }
    />
  );
}
