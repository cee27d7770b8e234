import type { QueryClient } from '@tanstack/react-query';
import { ApiError, networkError } from '../api/errors.ts';

/** Ends the session on the server, forgets what was loaded and shows the sign-in page. */
export async function signOut(queryClient: QueryClient): Promise<void> {
  const response = await fetch('/api/auth/sign-out', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  }).catch(() => {
    throw networkError();
  });
  if (!response.ok && response.status !== 401)
    throw new ApiError(response.status, await response.json().catch(() => null));
  queryClient.clear();
  globalThis.location.assign('/sign-in');
}
