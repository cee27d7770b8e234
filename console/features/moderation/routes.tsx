import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/roots.tsx';
import { readSearch } from './search.ts';

export const moderationRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/moderation',
    validateSearch: readSearch,
    component: lazyRouteComponent(() => import('./moderation-page.tsx'), 'ModerationPage'),
  }),
] as const;
