import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useRef } from 'react';
import { Page } from '../../components/page.tsx';
import { t } from '../../i18n/index.ts';
import { FindToolbar } from './find-toolbar.tsx';
import { type FindFilters, isAsked, KINDS } from './filters.ts';
import './find.css';
import { FoundOfAll } from './found-of-all.tsx';
import { FoundOfKind } from './found-of-kind.tsx';
import { countOf } from './hits.ts';
import { findQueries } from './queries.ts';
import { AskForWords } from './states.tsx';

/** Everything that is found by some words: the best of each kind, or all of one. */
export function FindPage() {
  const filters = useSearch({ from: '/shell/find' });
  const searchField = useRef<HTMLInputElement>(null);
  const search = () => searchField.current?.select();
  const { kind } = filters;
  return (
    <Page
      title={t('search.title')}
      text={t('search.text')}
      width="wide"
      toolbar={
        <>
          <FindToolbar filters={filters} searchField={searchField} />
          {isAsked(filters) && <KindTabs filters={filters} />}
        </>
      }
    >
      {!isAsked(filters) ? (
        <AskForWords />
      ) : kind === undefined ? (
        <FoundOfAll filters={filters} search={search} />
      ) : (
        <FoundOfKind filters={{ ...filters, kind }} search={search} />
      )}
    </Page>
  );
}

/** A link without a kind is no part of one with it. */
const EXACTLY = { exact: true };

function KindTabs({ filters }: { filters: FindFilters }) {
  const view = useQuery(findQueries.all(filters)).data;
  const { kind: chosen, ...rest } = filters;
  const shown = KINDS.filter((kind) => kind === chosen || countOf(view, kind) !== undefined);
  const current = (isIt: boolean) => (isIt ? ('page' as const) : undefined);
  return (
    <nav className="tab-list" aria-label={t('search.kinds')}>
      <Link
        to="/find"
        search={rest}
        className="tab"
        activeOptions={EXACTLY}
        activeProps={{}}
        aria-current={current(chosen === undefined)}
      >
        {t('search.kind.all')}
      </Link>
      {shown.map((kind) => (
        <Link
          key={kind}
          to="/find"
          search={{ ...rest, kind }}
          className="tab"
          activeOptions={EXACTLY}
          activeProps={{}}
          aria-current={current(chosen === kind)}
        >
          {t(`search.kind.${kind}`)}
          <span className="faint figures">{countOf(view, kind) ?? (view && '0')}</span>
        </Link>
      ))}
    </nav>
  );
}
