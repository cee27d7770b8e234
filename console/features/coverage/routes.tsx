import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/roots.tsx';

export const coverageRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/coverage',
    component: lazyRouteComponent(() => import('./coverage-page.tsx'), 'CoveragePage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/coverage/shifts',
    component: lazyRouteComponent(() => import('./shifts-page.tsx'), 'ShiftsPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/coverage/stage',
    component: lazyRouteComponent(() => import('./stage-page.tsx'), 'StagePage'),
  }),
] as const;
