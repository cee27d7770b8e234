import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/roots.tsx';
import { readSearch } from './search.ts';

export const ideasRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/ideas-desk',
    validateSearch: readSearch,
    component: lazyRouteComponent(() => import('./ideas-page.tsx'), 'IdeasPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/ideas-desk/$ideaId',
    component: lazyRouteComponent(() => import('./idea-page.tsx'), 'IdeaPage'),
  }),
] as const;
