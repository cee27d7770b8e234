import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { queries } from '../../api/queries.ts';
import { rootRoute } from '../../app/roots.tsx';

/** The owner's first account, and after it the first run. */
export const welcomeRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/welcome',
    validateSearch: (search: Record<string, unknown>): { step?: string } =>
      typeof search.step === 'string' ? { step: search.step } : {},
    beforeLoad: async ({ context, location }) => {
      const session = await context.queryClient.ensureQueryData(queries.session());
      if (session.setup.needsOwner) return;
      if (session.user === null)
        throw redirect({ to: '/sign-in' as string, search: { next: location.href } });
      if (!session.user.permissions.includes('brand.manage')) throw redirect({ to: '/' as string });
    },
    component: lazyRouteComponent(() => import('./welcome-page.tsx'), 'WelcomePage'),
  }),
] as const;
