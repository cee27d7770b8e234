import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, type Page } from '../api/client.ts';
import type { Role } from '../api/types.ts';
import { Callout } from '../components/callout.tsx';
import { t } from '../i18n/index.ts';
import { useUser } from './session.ts';
import { listRoles } from './role-words.ts';

interface Permission {
  name: string;
  roles: Role[];
}

export const permissionsQuery = () =>
  queryOptions({
    queryKey: ['permissions'],
    queryFn: ({ signal }) => api.get<Page<Permission>>('/permissions', {}, signal),
    select: (page) => page.items,
    staleTime: 600_000,
  });

/** Says who may do what this person may not. Nothing when they may. `action` begins the sentence: "Changing topics". */
export function WhoCan({ permission, action }: { permission: string; action: string }) {
  const user = useUser();
  const { data } = useQuery(permissionsQuery());
  if (user.permissions.includes(permission)) return null;
  const roles = data?.find(({ name }) => name === permission)?.roles ?? ['owner', 'admin'];
  return (
    <Callout>
      {t('whoCan.text', {
        action,
        roles: listRoles(roles),
        role: t(`shell.role.${user.role}`).toLowerCase(),
      })}
    </Callout>
  );
}
