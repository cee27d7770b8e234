import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Search, SlidersHorizontal } from 'lucide-react';
import { type RefObject, useState } from 'react';
import { queries } from '../../api/queries.ts';
import { Button } from '../../components/button.tsx';
import { assigneeChoices, choicesOf, withChosen } from '../../components/choices.ts';
import { classNames } from '../../components/class-names.ts';
import { type Choice, SelectField, TextField } from '../../components/field.tsx';
import { networkName } from '../../components/network-icon.tsx';
import { useTypedWords } from '../../components/use-typed-words.ts';
import { t } from '../../i18n/index.ts';
import { teamQueries } from '../teams/queries.ts';
import { type FindFilters, isNarrowed, readFindFilters, STATUSES } from './filters.ts';

interface ToolbarProps {
  filters: FindFilters;
  searchField: RefObject<HTMLInputElement | null>;
}

/** The words that are looked for, and what narrows them. */
export function FindToolbar({ filters, searchField }: ToolbarProps) {
  const navigate = useNavigate();
  const set = (change: { [Key in keyof FindFilters]?: string | undefined }) =>
    void navigate({ to: '/find', search: readFindFilters({ ...filters, ...change }), replace: true });
  const [typed, setTyped] = useTypedWords(filters.q, (q) => set({ q }));
  return (
    <form
      className="find-form"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        set({ q: typed });
      }}
    >
      <label className="find-words">
        <Search size={16} aria-hidden />
        <input
          ref={searchField}
          className="input"
          type="search"
          enterKeyHint="search"
          value={typed}
          maxLength={200}
          spellCheck={false}
          aria-label={t('search.words')}
          placeholder={t('search.words')}
          // Who comes without words wants to type some; who comes with words wants to read.
          autoFocus={filters.q === undefined}
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      <FilterFields filters={filters} set={set} />
    </form>
  );
}

function FilterFields({
  filters,
  set,
}: {
  filters: FindFilters;
  set(change: { [Key in keyof FindFilters]?: string | undefined }): void;
}) {
  const staff = useQuery(queries.staff()).data ?? [];
  const teams = useQuery(teamQueries.teams()).data ?? [];
  const sources = useQuery(queries.sources()).data ?? [];
  const networks = [...new Set(sources.map(({ network }) => network))];
  // On a phone they would stand before everything that is found.
  const [isOpen, setIsOpen] = useState(isNarrowed(filters));
  const field = (name: 'network' | 'team' | 'assignee' | 'status', choices: Choice[]) =>
    choices.length === 0 && filters[name] === undefined ? null : (
      <SelectField
        label={t(`search.filter.${name}`)}
        value={filters[name] ?? ''}
        choices={[{ value: '', label: t('search.filter.any') }, ...withChosen(choices, filters[name])]}
        onChange={(event) => set({ [name]: event.target.value })}
      />
    );
  return (
    <>
      <Button
        className="find-fold"
        icon={SlidersHorizontal}
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        {t('search.filters')}
      </Button>
      <div className={classNames('find-filters', !isOpen && 'find-filters-folded')}>
        {field(
          'network',
          networks.map((network) => ({ value: network, label: networkName(network) })),
        )}
        {field(
          'status',
          STATUSES.map((status) => ({ value: status, label: t(`inbox.status.${status}`) })),
        )}
        {field('team', choicesOf(teams))}
        {field('assignee', assigneeChoices(staff))}
        {(['from', 'to'] as const).map((name) => (
          <TextField
            key={name}
            type="date"
            label={t(`search.filter.${name}`)}
            value={filters[name] ?? ''}
            onChange={(event) => set({ [name]: event.target.value })}
          />
        ))}
        {isNarrowed(filters) && (
          <Button
            variant="ghost"
            onClick={() => set(Object.fromEntries(NARROWING.map((name) => [name, undefined])))}
          >
            {t('search.filter.clear')}
          </Button>
        )}
      </div>
    </>
  );
}

const NARROWING = ['network', 'status', 'team', 'assignee', 'from', 'to'] as const;
