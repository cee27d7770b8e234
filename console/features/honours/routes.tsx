import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/roots.tsx';

export const honourRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/honours',
    component: lazyRouteComponent(() => import('./honours-page.tsx'), 'HonoursPage'),
  }),
];
