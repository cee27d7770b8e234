import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/roots.tsx';

export const alertsRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/alerts',
    component: lazyRouteComponent(() => import('./alerts-page.tsx'), 'AlertsPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/alerts/rules/new',
    component: lazyRouteComponent(() => import('./rule-page.tsx'), 'NewRulePage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/alerts/rules/$ruleId',
    component: lazyRouteComponent(() => import('./rule-page.tsx'), 'RulePage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/alerts/$incidentId',
    component: lazyRouteComponent(() => import('./incident-page.tsx'), 'IncidentPage'),
  }),
] as const;
