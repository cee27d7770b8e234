import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Bookmark, ListPlus, Users } from 'lucide-react';
import { type ReactNode } from 'react';
import type { SavedView } from '../../api/types.ts';
import { useCan } from '../../app/session.ts';
import { cappedNumber } from '../../format/number.ts';
import { t } from '../../i18n/index.ts';
import { filtersOfView, type QueueFilters, showSame, writeFilters } from './filters.ts';
import { inboxQueries } from './queries.ts';
import { useViewKeys, useViews } from './use-views.ts';
import { ViewMenu } from './view-menu.tsx';
import { standardViews } from './views.ts';
import './views-pane.css';
import { SaveView } from './save-view.tsx';
import { Filters } from './queue-filters.tsx';

/** Views, saved views, and filters that narrow them. */
export function ViewsPane({ filters, onChoose }: { filters: QueueFilters; onChoose?(): void }) {
  const counts = useQuery(inboxQueries.counts()).data;
  const { views: saved, counts: savedCounts, atLeast, actions } = useViews('inbox');
  const can = useCan();
  const navigate = useNavigate();
  useViewKeys(saved, (view) => {
    void navigate({
      to: '/inbox/{-$conversationId}',
      params: { conversationId: undefined },
      search: filtersOfView(view),
    });
    onChoose?.();
  });
  const isStandard = standardViews.some((view) => showSame(view.filters, filters));
  const isSaved = saved.some((view) => showSame(filtersOfView(view), filters));
  return (
    <nav className="views" aria-label={t('inbox.views')}>
      <ul className="views-list">
        {standardViews.map(({ id, label, icon: Icon, filters: target, count }) => (
          <li key={id}>
            <ViewLink target={target} filters={filters} onChoose={onChoose}>
              <Icon size={16} aria-hidden />
              <span className="grow ellipsis">{t(label)}</span>
              {counts !== undefined && count !== undefined && count !== 'done' && counts[count] > 0 && (
                <span className="figures views-count">{cappedNumber(counts[count], 1000)}</span>
              )}
            </ViewLink>
          </li>
        ))}
      </ul>
      {(saved.length > 0 || (!isStandard && !isSaved)) && (
        <>
          <h2 className="views-heading">{t('inbox.views.saved')}</h2>
          <ul className="views-list">
            {saved.map((view, index) => (
              <SavedViewRow
                key={view.id}
                view={view}
                count={savedCounts[view.id] ?? 0}
                isAtLeast={atLeast.includes(view.id)}
                filters={filters}
                onChoose={onChoose}
              >
                <ViewMenu
                  view={view}
                  actions={actions}
                  present={showSame(filtersOfView(view), filters) ? null : presentOf(filters)}
                  isFirst={index === 0}
                  isLast={index === saved.length - 1}
                />
              </SavedViewRow>
            ))}
          </ul>
          {!isStandard && !isSaved && filters.view === undefined && can('inbox.work') && (
            <SaveView kind="inbox" query={presentOf(filters)} suggested={filters.q ?? filters.label ?? ''} />
          )}
        </>
      )}
      {can('inbox.work') && (
        <Link to="/views/new" search={{ kind: 'inbox' }} className="views-link views-new" onClick={onChoose}>
          <ListPlus size={16} aria-hidden />
          {t('views.add')}
        </Link>
      )}
      <h2 className="views-heading">{t('inbox.filter')}</h2>
      <Filters filters={filters} />
    </nav>
  );
}

/** The filters alone: a condition stays with the view that has it. */
function presentOf(filters: QueueFilters): Record<string, string> {
  return writeFilters({ ...filters, view: undefined });
}

function ViewLink({
  target,
  filters,
  onChoose,
  children,
}: {
  target: QueueFilters;
  filters: QueueFilters;
  onChoose?(): void;
  children: ReactNode;
}) {
  return (
    <Link
      to="/inbox/{-$conversationId}"
      params={{ conversationId: undefined }}
      search={target}
      className="views-link"
      aria-current={showSame(target, filters) ? 'page' : undefined}
      // The router's own marking does not know which parameters make a view.
      activeProps={{}}
      activeOptions={{ exact: true, includeSearch: true }}
      onClick={onChoose}
    >
      {children}
    </Link>
  );
}

function SavedViewRow({
  view,
  count,
  isAtLeast,
  filters,
  onChoose,
  children,
}: {
  view: SavedView;
  count: number;
  isAtLeast: boolean;
  filters: QueueFilters;
  onChoose?(): void;
  children: ReactNode;
}) {
  return (
    <li className="views-saved">
      <ViewLink target={filtersOfView(view)} filters={filters} onChoose={onChoose}>
        <Bookmark size={16} aria-hidden />
        <span className="grow ellipsis">{view.name}</span>
        {view.isShared && <Users size={14} aria-label={t('inbox.views.shownToAll')} />}
        {count > 0 && (
          <span className="figures views-count">{cappedNumber(count, isAtLeast ? count : 101)}</span>
        )}
      </ViewLink>
      {children}
    </li>
  );
}
