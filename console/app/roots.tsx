import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, Outlet, redirect } from '@tanstack/react-router';
import { queries } from '../api/queries.ts';
import { CrashScreen, MissingScreen, RootCrashScreen, RootMissingScreen } from './fallbacks.tsx';
import { Shell } from './shell.tsx';

/** Above everything: screens without the shell (sign-in, welcome) hang directly under it. */
export const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Outlet,
  notFoundComponent: RootMissingScreen,
  errorComponent: RootCrashScreen,
});

/** Screens with navigation, for people who are signed in. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  component: Shell,
  notFoundComponent: MissingScreen,
  errorComponent: CrashScreen,
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(queries.session());
    if (session.setup.needsOwner) throw redirect({ to: '/welcome' as string });
    if (session.user === null) throw redirect({ href: `/sign-in?next=${encodeURIComponent(location.href)}` });
    return { user: session.user };
  },
});

/** The console opens where the work is; whoever sets the place up begins with the first run until the brand has a name or was skipped. */
export const homeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  beforeLoad: async ({ context }) => {
    const { setup, user } = await context.queryClient.ensureQueryData(queries.session());
    const isFirstRun = !setup.brandDone && user?.permissions.includes('brand.manage') === true;
    throw redirect({ to: (isFirstRun ? '/welcome' : '/inbox') as string });
  },
});
