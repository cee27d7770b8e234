import { Link, useNavigate } from '@tanstack/react-router';
import { ListPlus, Users } from 'lucide-react';
import type { SavedView } from '../../api/types.ts';
import { useCan } from '../../app/session.ts';
import { t } from '../../i18n/index.ts';
import { SaveView } from '../inbox/save-view.tsx';
import { useViewKeys, useViews } from '../inbox/use-views.ts';
import { ViewMenu } from '../inbox/view-menu.tsx';
import { type CaseFilters, caseQuery, CASE_VIEWS, filtersOfView, sameCases } from './filters.ts';

/** Views of cases that somebody saved: their own and the team's, with what they count. */
export function SavedCaseViews({ filters }: { filters: CaseFilters }) {
  const { views, counts, atLeast, actions } = useViews('cases');
  const can = useCan();
  const navigate = useNavigate();
  const go = (view: SavedView) => void navigate({ to: '/cases', search: filtersOfView(view) });
  useViewKeys(views, go);
  const isStandard = CASE_VIEWS.some((view) => sameCases({ view }, filters));
  const isSaved = views.some((view) => sameCases(filtersOfView(view), filters));
  const isNew = !isStandard && !isSaved;
  const present = writtenQuery({ ...filters, saved: undefined });
  return (
    <nav className="case-saved" aria-label={t('cases.views.saved')}>
      <ul>
        {views.map((view, index) => {
          const isCurrent = sameCases(filtersOfView(view), filters);
          return (
            <li key={view.id} className="case-saved-view">
              <Link
                to="/cases"
                search={filtersOfView(view)}
                className="tab"
                activeProps={{}}
                aria-current={isCurrent ? 'page' : undefined}
              >
                {view.name}
                {view.isShared && <Users size={14} aria-label={t('inbox.views.shownToAll')} />}
                {(counts[view.id] ?? 0) > 0 && (
                  <span className="faint figures case-count">
                    {counts[view.id]}
                    {atLeast.includes(view.id) && '+'}
                  </span>
                )}
              </Link>
              <ViewMenu
                view={view}
                actions={actions}
                present={isCurrent ? null : present}
                isFirst={index === 0}
                isLast={index === views.length - 1}
              />
            </li>
          );
        })}
      </ul>
      {isNew && filters.saved === undefined && can('inbox.work') && (
        <SaveView kind="cases" query={present} suggested={filters.q ?? ''} />
      )}
      {can('inbox.work') && (
        <Link to="/views/new" search={{ kind: 'cases' }} className="button button-ghost button-s">
          <ListPlus size={14} aria-hidden />
          {t('views.add')}
        </Link>
      )}
    </nav>
  );
}

function writtenQuery(filters: CaseFilters): Record<string, string> {
  const given = Object.entries(caseQuery(filters)).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as Record<string, string>;
}
