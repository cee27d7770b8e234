import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { api } from '../../api/client.ts';
import { Badge } from '../../components/badge.tsx';
import { IconButton } from '../../components/button.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import { teamQueries } from '../teams/queries.ts';
import type { Policy } from './types.ts';
import { wordsOf } from './who.ts';

/** The policies in their order; the first that is on and fits a reply counts. */
export function PolicyList({ policies, mayManage }: { policies: readonly Policy[]; mayManage: boolean }) {
  const queryClient = useQueryClient();
  const teams = useQuery(teamQueries.teams()).data ?? [];
  const people = useQuery(teamQueries.people()).data ?? [];
  const names = new Map([...teams, ...people].map(({ id, name }) => [id, name]));
  const order = useMutation({
    mutationFn: (ids: string[]) => api.put<{ items: Policy[] }>('/approvals/policies/order', { ids }),
    onSuccess: (after) => queryClient.setQueryData(['approvals', 'policies'], after),
    onError: toastError,
  });
  const move = (from: number, to: number) => {
    const ids = policies.map(({ id }) => id);
    ids.splice(to, 0, ...ids.splice(from, 1));
    order.mutate(ids);
  };
  return (
    <ol className="list" aria-label={t('approvals.policies')}>
      {policies.map((policy, index) => (
        <li key={policy.id} className="list-row">
          <span className="figures faint">{index + 1}</span>
          <div className="row-main">
            <div className="row-title">
              <Link to="/settings/approvals/$policyId" params={{ policyId: policy.id }}>
                {policy.name}
              </Link>
              <Badge tone={policy.isOn ? 'ok' : 'neutral'}>
                {t(policy.isOn ? 'promises.on' : 'promises.off')}
              </Badge>
            </div>
            <p>
              {policy.terms.steps
                .map(({ name, need, who }) => {
                  const word = t(need === 'any' ? 'approvals.or' : 'approvals.and');
                  return `${name}: ${who.map((one) => wordsOf(one, names)).join(` ${word} `)}`;
                })
                .join(' → ')}
            </p>
          </div>
          {mayManage && (
            <div className="row-end">
              <IconButton
                icon={ArrowUp}
                size="s"
                label={t('promises.up', { name: policy.name })}
                disabled={index === 0 || order.isPending}
                onClick={() => move(index, index - 1)}
              />
              <IconButton
                icon={ArrowDown}
                size="s"
                label={t('promises.down', { name: policy.name })}
                disabled={index === policies.length - 1 || order.isPending}
                onClick={() => move(index, index + 1)}
              />
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}
