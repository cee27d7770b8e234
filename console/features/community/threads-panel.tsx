import { useQuery } from '@tanstack/react-query';
import { MessagesSquare } from 'lucide-react';
import { CategorySelect } from '../../components/category-select.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Select } from '../../components/field.tsx';
import { EmptyState } from '../../components/page.tsx';
import { SearchToolbar } from '../../components/search-toolbar.tsx';
import { t } from '../../i18n/index.ts';
import { communityQueries } from './queries.ts';
import { type CommunitySearch, type ListName, LISTS } from './search.ts';
import { ThreadRow } from './thread-row.tsx';

interface PanelProps {
  search: CommunitySearch;
  onChange(part: Partial<CommunitySearch>): void;
}

/** Recent threads, found and filtered, each with what moderators can do. */
export function ThreadsPanel({ search, onChange }: PanelProps) {
  const threads = useQuery(communityQueries.threads(search));
  return (
    <div className="stack">
      <div className="community-toolbar">
        <Toolbar search={search} onChange={onChange} />
      </div>
      <Loaded query={threads} rows={6}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={MessagesSquare} title={t('community.none')} text={t('community.none.text')} />
          ) : (
            <ul className="list community-list">
              {items.map((thread) => (
                <ThreadRow key={thread.id} thread={thread} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  );
}

function Toolbar({ search, onChange }: PanelProps) {
  const categories = useQuery(communityQueries.categories()).data ?? [];
  return (
    <SearchToolbar label={t('community.search')} words={search.q} onWords={(q) => onChange({ q })}>
      <Select
        aria-label={t('community.list')}
        value={search.list ?? 'latest'}
        onChange={({ target: { value } }) =>
          onChange({ list: value === 'latest' ? undefined : (value as ListName) })
        }
        choices={LISTS.map((list) => ({ value: list, label: t(`community.list.${list}`) }))}
      />
      <CategorySelect
        label={t('community.category')}
        all={t('community.category.any')}
        categories={categories}
        value={search.category}
        onChange={(category) => onChange({ category })}
      />
    </SearchToolbar>
  );
}
