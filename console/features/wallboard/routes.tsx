import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute, shellRoute } from '../../app/roots.tsx';

/** In the shell: how to open it, and links for screens. */
export const wallboardRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/wallboard',
    component: lazyRouteComponent(() => import('./wallboard-page.tsx'), 'WallboardPage'),
  }),
] as const;

/** The board itself, without anything around it: for who is signed in, or with a link behind the #. */
export const wallRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/wall',
    component: lazyRouteComponent(() => import('./wall-screen.tsx'), 'WallScreen'),
  }),
] as const;
