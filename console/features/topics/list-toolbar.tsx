import { Search } from 'lucide-react';
import type { Ref } from 'react';
import { Select } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';
import { type ListFilters, type Sort, SORTS } from './list.ts';

interface ListToolbarProps {
  filters: ListFilters;
  folders: readonly string[];
  onChange(part: Partial<ListFilters>): void;
  searchRef: Ref<HTMLInputElement>;
}

/** `_` in front of a folder's name keeps it apart from the two choices that are none. */
export function ListToolbar({ filters, folders, onChange, searchRef }: ListToolbarProps) {
  return (
    <div className="topic-toolbar" role="search">
      <div className="topic-search">
        <Search size={16} aria-hidden />
        <input
          ref={searchRef}
          type="search"
          className="input"
          value={filters.q}
          aria-label={t('topics.list.search')}
          placeholder={t('topics.list.search')}
          onChange={(event) => onChange({ q: event.target.value })}
        />
      </div>
      {folders.length > 0 && (
        <Select
          aria-label={t('topics.folder')}
          value={filters.folder === null ? 'any' : filters.folder === '' ? 'none' : `_${filters.folder}`}
          onChange={({ target: { value } }) =>
            onChange({ folder: value === 'any' ? null : value === 'none' ? '' : value.slice(1) })
          }
          choices={[
            { value: 'any', label: t('topics.list.anyFolder') },
            { value: 'none', label: t('topics.list.noFolder') },
            ...folders.map((folder) => ({ value: `_${folder}`, label: folder })),
          ]}
        />
      )}
      <Select
        aria-label={t('topics.list.state')}
        value={filters.state}
        onChange={(event) => onChange({ state: event.target.value as ListFilters['state'] })}
        choices={(['any', 'active', 'paused'] as const).map((state) => ({
          value: state,
          label: t(`topics.list.state.${state}`),
        }))}
      />
      <Select
        aria-label={t('topics.list.sort')}
        value={filters.sort}
        onChange={(event) => onChange({ sort: event.target.value as Sort })}
        choices={SORTS.map((sort) => ({ value: sort, label: t(`topics.list.sort.${sort}`) }))}
      />
    </div>
  );
}
