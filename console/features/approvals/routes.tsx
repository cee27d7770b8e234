import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/roots.tsx';
import type { ListName } from './types.ts';

const LISTS: ReadonlySet<unknown> = new Set(['mine', 'decided']);

export const approvalsRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/approvals',
    validateSearch: ({ list, open }: Record<string, unknown>): { list?: ListName; open?: string } => ({
      ...(LISTS.has(list) ? { list: list as ListName } : {}),
      ...(typeof open === 'string' ? { open } : {}),
    }),
    component: lazyRouteComponent(() => import('./approvals-page.tsx'), 'ApprovalsPage'),
  }),
] as const;
