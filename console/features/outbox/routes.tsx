import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ReplyState } from '../../api/types.ts';
import { shellRoute } from '../../app/roots.tsx';

const STATES = new Set([
  'waiting',
  'scheduled',
  'ready',
  'sending',
  'sent',
  'failed',
  'uncertain',
  'cancelled',
  'held',
]);

const outboxRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/outbox',
  validateSearch: ({ state }: Record<string, unknown>): { state?: ReplyState } =>
    typeof state === 'string' && STATES.has(state) ? { state: state as ReplyState } : {},
  component: lazyRouteComponent(() => import('./outbox-page.tsx'), 'OutboxPage'),
});

export const outboxRoutes = [outboxRoute] as const;
