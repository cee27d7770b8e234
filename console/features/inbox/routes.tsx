import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/roots.tsx';
import { type QueueFilters, readFilters } from './filters.ts';

/** The queue, and with an id one of its conversations beside it. */
const inboxRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/inbox/{-$conversationId}',
  validateSearch: (search): QueueFilters => readFilters(search),
  component: lazyRouteComponent(() => import('./inbox-page.tsx'), 'InboxPage'),
});

export const inboxRoutes = [inboxRoute] as const;
