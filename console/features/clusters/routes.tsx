import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/roots.tsx';
import { readTalkSearch } from './talk-search.ts';

export const clustersRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/talk',
    validateSearch: readTalkSearch,
    component: lazyRouteComponent(() => import('./talk-page.tsx'), 'TalkPage'),
  }),
] as const;
