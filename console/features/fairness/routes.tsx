import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/roots.tsx';

const fairnessRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/fairness',
  component: lazyRouteComponent(() => import('./fairness-page.tsx'), 'FairnessPage'),
});

export const fairnessRoutes = [fairnessRoute] as const;
