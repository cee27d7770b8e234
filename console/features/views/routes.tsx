import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/roots.tsx';
import type { ViewKind } from '../inbox/view-queries.ts';

const kindOf = ({ kind }: Record<string, unknown>): { kind: ViewKind } => ({
  kind: kind === 'cases' ? 'cases' : 'inbox',
});

/** Where a saved view gets its condition. */
export const viewsRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/views/new',
    validateSearch: kindOf,
    component: lazyRouteComponent(() => import('./view-page.tsx'), 'NewViewPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/views/$viewId',
    component: lazyRouteComponent(() => import('./view-page.tsx'), 'ViewPage'),
  }),
] as const;
