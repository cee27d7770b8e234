import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { queries } from '../../api/queries.ts';
import { rootRoute } from '../../app/roots.tsx';
import { safeNext } from './next.ts';
import type { SignInSearch } from './search.ts';

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): SignInSearch => ({
    ...(typeof search.next === 'string' && { next: search.next }),
    ...(typeof search.step === 'string' && { step: search.step }),
    ...(typeof search.error === 'string' && { error: search.error }),
  }),
  beforeLoad: async ({ context, search }) => {
    // Without an answer the form is shown all the same; it says what is wrong when it is sent.
    const session = await context.queryClient
      .fetchQuery({ ...queries.session(), staleTime: 0 })
      .catch(() => null);
    if (session?.setup.needsOwner === true) throw redirect({ to: '/welcome' as string });
    if (session?.user && search.step === undefined && !globalThis.location.hash.includes('reset='))
      throw redirect({ href: safeNext(search.next) });
  },
  component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage'),
});

const joinRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/join',
  component: lazyRouteComponent(() => import('./join-page.tsx'), 'JoinPage'),
});

export const signInRoutes = [signInRoute, joinRoute] as const;
