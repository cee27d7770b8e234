import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { FolderOpen, Plus, Search } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { boundOf, LookFurther, searchedBackTo, SearchedTo } from '../../components/look-further.tsx';
import { Select } from '../../components/field.tsx';
import { EmptyState, Page } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t } from '../../i18n/index.ts';
import { BulkBar } from './bulk-bar.tsx';
import { CaseItem } from './case-item.tsx';
import './cases.css';
import { CASE_VIEWS, type CaseFilters } from './filters.ts';
import { caseQueries } from './queries.ts';
import { SavedCaseViews } from './saved-views.tsx';
import { useCaseActions, useCaseNews } from './use-cases.ts';
import { useListKeys } from './use-list-keys.ts';

/** All cases: views, filters, search by number and words, and changes to many at once. */
export function CasesPage() {
  useCaseNews();
  const filters = useSearch({ from: '/shell/cases' });
  const list = useInfiniteQuery(caseQueries.list(filters));
  const can = useCan();
  const navigate = useNavigate();
  const actions = useCaseActions();
  const searchField = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const bounded = boundOf(list.data?.pages ?? []);
  const searchedTo = searchedBackTo(list.data?.pages ?? []);
  const toggle = (id: string) =>
    setChosen((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  const cursor = useListKeys({ rows, toggle, search: () => searchField.current?.select() });
  const picked = rows.filter((row) => chosen.has(row.id));
  const isAll = picked.length === rows.length;
  const openNew = async () => {
    const made = await actions.open([], t('cases.new.title'));
    const [row] = made?.items ?? [];
    if (row) await navigate({ to: '/cases/$caseId', params: { caseId: row.id } });
  };
  return (
    <Page
      title={t('cases.title')}
      text={t('cases.text')}
      width="wide"
      actions={
        can('cases.work') && (
          <Button icon={Plus} onClick={() => void openNew()}>
            {t('cases.new')}
          </Button>
        )
      }
      toolbar={<Toolbar filters={filters} searchField={searchField} />}
    >
      {picked.length > 0 && (
        <BulkBar
          rows={picked}
          isAll={isAll}
          onAll={() => setChosen(new Set(isAll ? [] : rows.map((row) => row.id)))}
          onDone={() => setChosen(new Set())}
        />
      )}
      {list.isPending ? (
        <SkeletonRows label={t('cases.loading')} />
      ) : list.isError ? (
        <ErrorState error={list.error} isSmall onRetry={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        bounded === undefined && (
          <EmptyState
            icon={FolderOpen}
            title={t(filters.q === undefined ? 'cases.empty.title' : 'cases.empty.search')}
            text={t('cases.empty.text')}
          />
        )
      ) : (
        <ul className="list case-list" aria-label={t('cases.title')}>
          {rows.map((row) => (
            <CaseItem
              key={row.id}
              row={row}
              isCurrent={row.id === cursor}
              isChosen={chosen.has(row.id)}
              onToggle={can('cases.work') ? () => toggle(row.id) : undefined}
            />
          ))}
        </ul>
      )}
      {searchedTo !== undefined && <SearchedTo at={searchedTo} q={filters.q ?? ''} />}
      {bounded !== undefined && (
        <LookFurther
          passed={bounded}
          isBusy={list.isFetchingNextPage}
          error={list.isFetchNextPageError ? list.error : null}
          onGo={() => void list.fetchNextPage()}
        />
      )}
      {list.hasNextPage && bounded === undefined && (
        <p className="case-more">
          <Button isBusy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('common.loadMore')}
          </Button>
        </p>
      )}
    </Page>
  );
}

function Toolbar({
  filters,
  searchField,
}: {
  filters: CaseFilters;
  searchField: React.RefObject<HTMLInputElement | null>;
}) {
  const navigate = useNavigate();
  const types = useQuery(caseQueries.types());
  const counts = useQuery(caseQueries.counts()).data;
  const go = (change: CaseFilters) => void navigate({ to: '/cases', search: { ...filters, ...change } });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    go({ q: searchField.current?.value.trim() || undefined });
  };
  const countOf = { unfinished: undefined, any: undefined, ...counts } as Record<string, number | undefined>;
  return (
    <>
      <nav className="tab-list" aria-label={t('cases.views')}>
        {CASE_VIEWS.map((view) => (
          <Link
            key={view}
            to="/cases"
            search={{ ...filters, view, status: undefined, assignee: undefined, follower: undefined }}
            className="tab"
            activeProps={{}}
            aria-current={
              filters.status === undefined && (filters.view ?? 'unfinished') === view ? 'page' : undefined
            }
          >
            {t(`cases.view.${view}`)}
            {(countOf[view] ?? 0) > 0 && (
              <span className="faint figures case-count">
                {countOf[view] === 1000 ? '1000+' : countOf[view]}
              </span>
            )}
          </Link>
        ))}
      </nav>
      <SavedCaseViews filters={filters} />
      <form className="case-search" role="search" onSubmit={submit}>
        <label className="case-search-field">
          <Search size={16} aria-hidden />
          <input
            ref={searchField}
            className="input"
            key={filters.q ?? ''}
            defaultValue={filters.q ?? ''}
            placeholder={t('cases.search')}
            aria-label={t('cases.search')}
          />
        </label>
        <Select
          aria-label={t('cases.filter.type')}
          value={filters.type ?? ''}
          onChange={(event) => go({ type: event.target.value || undefined })}
          choices={[
            { value: '', label: t('cases.filter.allTypes') },
            ...(types.data ?? []).map((type) => ({ value: type.id, label: type.name })),
          ]}
        />
        <Select
          aria-label={t('cases.sort')}
          value={filters.sort ?? 'updated'}
          onChange={(event) => go({ sort: event.target.value === 'priority' ? 'priority' : undefined })}
          choices={[
            { value: 'updated', label: t('cases.sort.updated') },
            { value: 'priority', label: t('cases.sort.priority') },
          ]}
        />
      </form>
    </>
  );
}
