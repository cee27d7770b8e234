import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/roots.tsx';
import { type MemberFilters, readFilters } from './filters.ts';

const membersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/members',
  validateSearch: (search): MemberFilters => readFilters(search),
  component: lazyRouteComponent(() => import('./members-page.tsx'), 'MembersPage'),
});

const memberRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/members/$memberId',
  component: lazyRouteComponent(() => import('./member-page.tsx'), 'MemberPage'),
});

export const membersRoutes = [membersRoute, memberRoute] as const;
