import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { Badge } from '../badge.tsx';
import { toastError } from '../toast-error.ts';
import { OrderedList } from './ordered-list.tsx';
import type { Area } from './policy-page.tsx';

interface PolicyListProps<View> {
  area: Area;
  policies: readonly View[];
  mayManage: boolean;
  /** What a policy says, in a line. */
  children(policy: View): ReactNode;
}

/** The policies in their order; the first that is on and fits counts. */
export function PolicyList<View extends { id: string; name: string; isOn: boolean }>({
  area,
  policies,
  mayManage,
  children,
}: PolicyListProps<View>) {
  const queryClient = useQueryClient();
  const order = useMutation({
    mutationFn: (ids: string[]) => api.put(`/${area}/policies/order`, { ids }),
    onSuccess: (after) => queryClient.setQueryData([area, 'policies'], after),
    onError: toastError,
  });
  return (
    <OrderedList
      label={t(`${area}.policies`)}
      items={policies}
      isBusy={order.isPending}
      onOrder={mayManage ? order.mutate : undefined}
    >
      {(policy) => (
        <>
          <div className="row ordered-title">
            <Link to={`/settings/${area}/$policyId`} params={{ policyId: policy.id }}>
              {policy.name}
            </Link>
            <Badge tone={policy.isOn ? 'ok' : 'neutral'}>{t(policy.isOn ? 'common.on' : 'common.off')}</Badge>
          </div>
          <p>{children(policy)}</p>
        </>
      )}
    </OrderedList>
  );
}
