import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/roots.tsx';
import { readSearch } from './search.ts';

export const reviewsRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/reviews-desk',
    validateSearch: readSearch,
    component: lazyRouteComponent(() => import('./reviews-page.tsx'), 'ReviewsPage'),
  }),
] as const;
