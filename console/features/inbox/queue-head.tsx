import { useNavigate } from '@tanstack/react-router';
import { ListFilter, Search, X } from 'lucide-react';
import { type RefObject, useState } from 'react';
import { Button, IconButton } from '../../components/button.tsx';
import { SidePanel } from '../../components/dialog.tsx';
import { Select } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';
import { countNarrowing, type QueueFilters, type QueueSort, readFilters, showSame } from './filters.ts';
import { standardViews } from './views.ts';
import { ViewsPane } from './views-pane.tsx';

export function QueueHead({
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
      <Button className="queue-views" size="s" icon={ListFilter} onClick={() => setIsPanelOpen(true)}>
        <span className="visually-hidden">{t('inbox.filter.button')}:</span>
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
