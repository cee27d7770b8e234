import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/roots.tsx';
import { readTrendSearch } from './search.ts';

export const trendsRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/trends',
    validateSearch: readTrendSearch,
    component: lazyRouteComponent(() => import('./trends-page.tsx'), 'TrendsPage'),
  }),
] as const;
