import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/roots.tsx';
import { readPictureSearch } from './search.ts';

export const demandRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/demand',
    component: lazyRouteComponent(() => import('./needs-page.tsx'), 'NeedsPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/demand/outlets',
    component: lazyRouteComponent(() => import('./outlets-page.tsx'), 'OutletsPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/demand/$needId',
    validateSearch: readPictureSearch,
    component: lazyRouteComponent(() => import('./need-page.tsx'), 'NeedPage'),
  }),
] as const;
