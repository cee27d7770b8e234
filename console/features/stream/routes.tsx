import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/roots.tsx';

export const streamRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/stream',
    component: lazyRouteComponent(() => import('./stream-page.tsx'), 'StreamPage'),
  }),
];
