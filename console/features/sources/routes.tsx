import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/roots.tsx';

const kindSearch = (search: Record<string, unknown>): { kind?: string } =>
  typeof search.kind === 'string' ? { kind: search.kind } : {};
const sourceSearch = (search: Record<string, unknown>): { source?: string } =>
  typeof search.source === 'string' ? { source: search.source } : {};

export const sourcesRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/sources',
    component: lazyRouteComponent(() => import('./sources-page.tsx'), 'SourcesPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/sources/new',
    validateSearch: kindSearch,
    component: lazyRouteComponent(() => import('./add-source-page.tsx'), 'AddSourcePage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/sources/refusals',
    validateSearch: sourceSearch,
    component: lazyRouteComponent(() => import('./refusals-page.tsx'), 'RefusalsPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/sources/imports',
    component: lazyRouteComponent(() => import('./imports-page.tsx'), 'ImportsPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/sources/$sourceId',
    component: lazyRouteComponent(() => import('./source-page.tsx'), 'SourcePage'),
  }),
] as const;
