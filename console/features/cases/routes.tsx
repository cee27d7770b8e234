import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/roots.tsx';
import { type CaseFilters, readCaseFilters } from './filters.ts';

const casesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/cases',
  validateSearch: (search): CaseFilters => readCaseFilters(search),
  component: lazyRouteComponent(() => import('./cases-page.tsx'), 'CasesPage'),
});

const caseRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/cases/$caseId',
  component: lazyRouteComponent(() => import('./case-page.tsx'), 'CasePage'),
});

export const casesRoutes = [casesRoute, caseRoute] as const;
