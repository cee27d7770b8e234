import { Link, useSearch } from '@tanstack/react-router';
import { ArrowUp, Pause, Play, Radio, SearchX } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { EmptyState, PageHeader } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t, tn } from '../../i18n/index.ts';
import { useShortcuts } from '../../keyboard/shortcuts.ts';
import { FoldedPost } from '../clusters/folded-post.tsx';
import { useFolded } from '../clusters/use-copies.ts';
import './stream.css';
import { readStreamFilters, type StreamFilters } from './stream-filters.ts';
import { useStream } from './use-stream.ts';
import { Filters } from './stream-toolbar.tsx';

/** Everything that comes in, newest first. It flows while one is at the top, and waits while one reads further down. */
export function StreamPage() {
  const filters = useStreamFilters();
  const key = JSON.stringify(filters);
  const [attempt, setAttempt] = useState(0);
  return <Stream key={`${attempt} ${key}`} filters={filters} onRetry={() => setAttempt(attempt + 1)} />;
}

function Stream({ filters, onRetry }: { filters: StreamFilters; onRetry(): void }) {
  const scroller = useRef<HTMLDivElement>(null);
  const searchField = useRef<HTMLInputElement>(null);
  const [isPaused, setIsPaused] = useState(false);
  const [isAtTop, setIsAtTop] = useState(true);
  const stream = useStream(filters, !isPaused && isAtTop);
  const rows = useFolded(stream.shown);
  const showNew = () => {
    stream.showWaiting();
    setIsPaused(false);
    scroller.current?.scrollTo({ top: 0 });
  };
  const group = t('stream.group');
  useShortcuts([
    { keys: 'p', label: t('stream.act.pause'), group, run: () => setIsPaused(!isPaused) },
    { keys: '.', label: t('stream.act.top'), group, run: showNew },
    { keys: '/', label: t('stream.search'), group, run: () => searchField.current?.select() },
  ]);
  return (
    <div
      className="page stream"
      ref={scroller}
      onScroll={(event) => setIsAtTop(event.currentTarget.scrollTop < 40)}
    >
      <div className="page-inner page-reading">
        <PageHeader
          title={t('stream.title')}
          text={t('stream.text')}
          actions={
            <>
              <Badge tone={isPaused ? 'warn' : 'ok'} icon={isPaused ? Pause : Radio}>
                {t(isPaused ? 'stream.paused' : 'stream.live')}
              </Badge>
              <Button
                icon={isPaused ? Play : Pause}
                onClick={() => (isPaused ? showNew() : setIsPaused(true))}
              >
                {t(isPaused ? 'stream.resume' : 'stream.pause')}
              </Button>
            </>
          }
        />
        <Filters filters={filters} searchField={searchField} />
        <div className="stream-pill-place" aria-live="polite">
          {stream.waiting.length > 0 && (
            <button type="button" className="stream-pill" onClick={showNew}>
              <ArrowUp size={14} aria-hidden />
              {tn('stream.pill', stream.waiting.length)}
            </button>
          )}
        </div>
        {stream.status === 'loading' ? (
          <SkeletonRows label={t('stream.loading')} />
        ) : stream.status === 'failed' ? (
          <ErrorState error={stream.error} onRetry={onRetry} isSmall />
        ) : stream.shown.length === 0 ? (
          <Nothing filters={filters} />
        ) : (
          <>
            <ul className="stream-list" aria-label={t('stream.list')}>
              {rows.map((row) => (
                <li key={row.post.id} className="stream-item">
                  <FoldedPost row={row} />
                </li>
              ))}
            </ul>
            <End stream={stream} />
          </>
        )}
      </div>
    </div>
  );
}

function End({ stream }: { stream: ReturnType<typeof useStream> }) {
  const end = useRef<HTMLDivElement>(null);
  const { cursor, loadMore, isLoadingMore, error } = stream;
  useEffect(() => {
    const element = end.current;
    if (element === null || cursor === null || error !== null) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting === true && loadMore(), {
      rootMargin: '800px',
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [cursor, loadMore, error]);
  if (error !== null) return <ErrorState error={error} isSmall onRetry={loadMore} />;
  return (
    <div ref={end} className="stream-end" role="status">
      {cursor === null ? t('stream.end') : isLoadingMore ? t('stream.more') : ''}
    </div>
  );
}

function Nothing({ filters }: { filters: StreamFilters }) {
  const isFiltered = Object.keys(filters).length > 0;
  if (isFiltered) {
    return (
      <EmptyState
        icon={SearchX}
        title={t('stream.empty.search.title')}
        text={t('stream.empty.search.text')}
        actions={
          <Link to="/stream" search={{}} className="button button-secondary button-m">
            {t('stream.empty.search.clear')}
          </Link>
        }
      />
    );
  }
  return (
    <EmptyState
      icon={Radio}
      title={t('stream.empty.title')}
      text={t('stream.empty.text')}
      actions={
        <>
          <Link to={'/sources' as string} className="button button-primary button-m">
            {t('stream.empty.sources')}
          </Link>
          <Link to={'/topics' as string} className="button button-secondary button-m">
            {t('stream.empty.topics')}
          </Link>
        </>
      }
    />
  );
}

function useStreamFilters(): StreamFilters {
  const search = useSearch({ from: '/shell/stream' });
  const text = JSON.stringify(search);
  return useMemo(() => readStreamFilters(JSON.parse(text) as Record<string, unknown>), [text]);
}
