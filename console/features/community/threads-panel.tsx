import { useQuery } from '@tanstack/react-query';
import { MessagesSquare } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { ErrorState } from '../../components/error-state.tsx';
import { Select } from '../../components/field.tsx';
import { EmptyState } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t } from '../../i18n/index.ts';
import { useDebounced } from '../topics/use-debounced.ts';
import { communityQueries } from './queries.ts';
import { type CommunitySearch, type ListName, LISTS } from './search.ts';
import { ThreadRow } from './thread-row.tsx';

interface PanelProps {
  search: CommunitySearch;
  onChange(part: Partial<CommunitySearch>): void;
}

/** Recent threads, found and filtered, each with what moderators can do. */
export function ThreadsPanel({ search, onChange }: PanelProps) {
  const { data, error, isPending, refetch } = useQuery(communityQueries.threads(search));
  return (
    <div className="stack">
      <Toolbar search={search} onChange={onChange} />
      {error !== null && data === undefined ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : isPending ? (
        <SkeletonRows count={6} label={t('common.loading')} />
      ) : data.items.length === 0 ? (
        <EmptyState icon={MessagesSquare} title={t('community.none')} text={t('community.none.text')} />
      ) : (
        <ul className="list community-list">
          {data.items.map((thread) => (
            <ThreadRow key={thread.id} thread={thread} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Toolbar({ search, onChange }: PanelProps) {
  const [typed, setTyped] = useState(search.q ?? '');
  const q = useDebounced(typed.trim(), 250);
  const categories = useQuery(communityQueries.categories()).data ?? [];
  const tell = useEffectEvent((words: string) => {
    if (words !== (search.q ?? '')) onChange({ q: words || undefined });
  });
  useEffect(() => tell(q), [q]);
  return (
    <div className="community-toolbar" role="search">
      <input
        type="search"
        className="input"
        value={typed}
        aria-label={t('community.search')}
        placeholder={t('community.search')}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Select
        aria-label={t('community.list')}
        value={search.list ?? 'latest'}
        onChange={({ target: { value } }) =>
          onChange({ list: value === 'latest' ? undefined : (value as ListName) })
        }
        choices={LISTS.map((list) => ({ value: list, label: t(`community.list.${list}`) }))}
      />
      <Select
        aria-label={t('community.category')}
        value={search.category ?? 'any'}
        onChange={({ target: { value } }) => onChange({ category: value === 'any' ? undefined : value })}
        choices={[
          { value: 'any', label: t('community.category.any') },
          ...categories.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
    </div>
  );
}
