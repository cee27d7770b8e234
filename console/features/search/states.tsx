import { Link } from '@tanstack/react-router';
import { Search, SearchX } from 'lucide-react';
import { EmptyState } from '../../components/page.tsx';
import { t } from '../../i18n/index.ts';
import { type FindFilters, isNarrowed } from './filters.ts';

export function AskForWords() {
  return <EmptyState icon={Search} title={t('search.empty.title')} text={t('search.empty.text')} />;
}

/** Nothing fits, and what may help. */
export function NothingFound({ filters, isPartial }: { filters: FindFilters; isPartial: boolean }) {
  const { q = '', kind } = filters;
  const wider =
    kind !== undefined && !isNarrowed(filters)
      ? { search: { q }, label: t('search.nothing.allKinds') }
      : isNarrowed(filters)
        ? { search: { q, ...(kind && { kind }) }, label: t('search.filter.clear') }
        : undefined;
  return (
    <EmptyState
      icon={SearchX}
      title={t('search.nothing.title', { q })}
      text={t(
        isPartial
          ? 'search.note.partial'
          : isNarrowed(filters)
            ? 'search.nothing.narrowed'
            : 'search.nothing.text',
      )}
      actions={
        wider && (
          <Link to="/find" search={wider.search} className="button button-secondary button-m">
            {wider.label}
          </Link>
        )
      }
    />
  );
}
