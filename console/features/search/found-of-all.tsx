import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ErrorState } from '../../components/error-state.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t } from '../../i18n/index.ts';
import type { FindFilters } from './filters.ts';
import { FindNotes } from './find-notes.tsx';
import { HitRow } from './hit-row.tsx';
import { countOf, hitsOf, keyOf } from './hits.ts';
import { findQueries } from './queries.ts';
import { NothingFound } from './states.tsx';
import { useHitKeys } from './use-hit-keys.ts';

/** The best of each kind, the kind with the best hit first. */
export function FoundOfAll({ filters, search }: { filters: FindFilters; search(): void }) {
  const found = useQuery(findQueries.all(filters));
  const view = found.data;
  const hits = hitsOf(view ? [view] : []);
  const cursor = useHitKeys({ hits, search, more: () => undefined });
  if (found.isError && view === undefined)
    return <ErrorState error={found.error} isSmall onRetry={() => void found.refetch()} />;
  if (view === undefined) return <SkeletonRows label={t('search.loading')} />;
  if (view.groups.length === 0) return <NothingFound filters={filters} isPartial={view.isPartial} />;
  return (
    <div className="find-groups" aria-busy={found.isPlaceholderData}>
      <FindNotes view={view} />
      {view.groups.map(({ kind, items, count }) => (
        <section key={kind} aria-labelledby={`found-${kind}`}>
          <h2 id={`found-${kind}`} className="find-kind">
            {t(`search.kind.${kind}`)}
          </h2>
          <ul className="list" aria-labelledby={`found-${kind}`}>
            {hits
              .filter((hit) => hit.kind === kind)
              .map((hit) => (
                <HitRow key={keyOf(hit)} hit={hit} words={view.words} isCurrent={keyOf(hit) === cursor} />
              ))}
          </ul>
          {count > items.length && (
            <Link to="/find" search={{ ...filters, kind }} className="find-more">
              {t('search.showKind', {
                count: countOf(view, kind) ?? '',
                kind: t(`search.kind.${kind}`).toLowerCase(),
              })}
            </Link>
          )}
        </section>
      ))}
    </div>
  );
}
