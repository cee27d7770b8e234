import { useSuspenseQuery } from '@tanstack/react-query';
import { queries } from '../api/queries.ts';
import type { SessionUser } from '../api/types.ts';

/** Who is signed in. Only inside the shell, which has made sure that somebody is. */
export function useUser(): SessionUser {
  const { data } = useSuspenseQuery(queries.session());
  if (data.user === null) throw new Error('The shell is shown without a session.');
  return data.user;
}

/** Whether the person may do what a permission names. The server decides; this only hides what would be refused. */
export function useCan(): (permission: string) => boolean {
  const user = useUser();
  return (permission) => user.permissions.includes(permission);
}
