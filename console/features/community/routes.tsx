import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/roots.tsx';
import { readSearch } from './search.ts';

export const communityRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/community-desk',
    validateSearch: readSearch,
    component: lazyRouteComponent(() => import('./community-page.tsx'), 'CommunityPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/community-desk/$threadId',
    component: lazyRouteComponent(() => import('./thread-page.tsx'), 'ThreadPage'),
  }),
] as const;
