import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/roots.tsx';

export const outboxRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/outbox',
    component: lazyRouteComponent(() => import('./outbox-page.tsx'), 'OutboxPage'),
  }),
];
