import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/roots.tsx';
import { type FindFilters, readFindFilters } from './filters.ts';

const findRoute = createRoute({
  getParentRoute: () => shellRoute,
  // `/search` is the search of the public site.
  path: '/find',
  validateSearch: (search): FindFilters => readFindFilters(search),
  component: lazyRouteComponent(() => import('./find-page.tsx'), 'FindPage'),
});

export const searchRoutes = [findRoute] as const;
