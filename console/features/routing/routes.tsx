import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/roots.tsx';

export const routingRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/routing',
    component: lazyRouteComponent(() => import('./routing-page.tsx'), 'RoutingPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/routing/new',
    component: lazyRouteComponent(() => import('./rule-page.tsx'), 'NewRulePage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/routing/$ruleId',
    component: lazyRouteComponent(() => import('./rule-page.tsx'), 'RulePage'),
  }),
] as const;
