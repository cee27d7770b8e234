import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { type RefObject, useState } from 'react';
import { queries } from '../../api/queries.ts';
import { choicesOf } from '../../components/choices.ts';
import { Select } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';
import { readStreamFilters, type StreamFilters } from './stream-filters.ts';

export function Filters({
  filters,
  searchField,
}: {
  filters: StreamFilters;
  searchField: RefObject<HTMLInputElement | null>;
}) {
  const navigate = useNavigate();
  const topics = useQuery(queries.topics()).data ?? [];
  const sources = useQuery(queries.sources()).data ?? [];
  const [text, setText] = useState(filters.q ?? '');
  const set = (change: StreamFilters) =>
    void navigate({ to: '/stream', search: readStreamFilters({ ...filters, ...change }), replace: true });
  return (
    <div className="page-toolbar">
      <form
        className="stream-search"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          set({ q: text.trim() === '' ? undefined : text });
        }}
      >
        <Search size={14} aria-hidden />
        <input
          ref={searchField}
          className="input"
          type="text"
          inputMode="search"
          enterKeyHint="search"
          aria-label={t('stream.search')}
          placeholder={t('stream.search')}
          value={text}
          maxLength={4096}
          spellCheck={false}
          onChange={(event) => setText(event.target.value)}
        />
      </form>
      <Select
        aria-label={t('stream.topic')}
        value={filters.topic ?? ''}
        choices={[{ value: '', label: t('stream.topic.all') }, ...choicesOf(topics)]}
        onChange={(event) => set({ topic: event.target.value === '' ? undefined : event.target.value })}
      />
      <Select
        aria-label={t('stream.source')}
        value={filters.source ?? ''}
        choices={[{ value: '', label: t('stream.source.all') }, ...choicesOf(sources)]}
        onChange={(event) => set({ source: event.target.value === '' ? undefined : event.target.value })}
      />
    </div>
  );
}
