import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/roots.tsx';
import { readStreamFilters } from './stream-filters.ts';

const streamRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/stream',
  validateSearch: readStreamFilters,
  component: lazyRouteComponent(() => import('./stream-page.tsx'), 'StreamPage'),
});

export const streamRoutes = [streamRoute] as const;
