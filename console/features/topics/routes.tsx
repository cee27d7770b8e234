import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/roots.tsx';
import { readListFilters } from './list.ts';

export const topicsRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/topics',
    validateSearch: readListFilters,
    component: lazyRouteComponent(() => import('./topics-page.tsx'), 'TopicsPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/topics/new',
    validateSearch: (search: Record<string, unknown>): { q?: string } =>
      typeof search.q === 'string' ? { q: search.q } : {},
    component: lazyRouteComponent(() => import('./topic-page.tsx'), 'NewTopicPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/topics/$topicId',
    component: lazyRouteComponent(() => import('./topic-page.tsx'), 'TopicPage'),
  }),
] as const;
