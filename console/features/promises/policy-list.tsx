import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { api } from '../../api/client.ts';
import { Badge } from '../../components/badge.tsx';
import { IconButton } from '../../components/button.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import { durationText } from './duration.ts';
import { KINDS, type Policies, type PolicyView } from './types.ts';

/** The policies in their order; the first that is on and matches counts. */
export function PolicyList({ policies, mayManage }: { policies: readonly PolicyView[]; mayManage: boolean }) {
  const queryClient = useQueryClient();
  const order = useMutation({
    mutationFn: (ids: string[]) => api.put<Policies>('/promises/policies/order', { ids }),
    onSuccess: (after) => queryClient.setQueryData(['promises', 'policies'], after),
    onError: toastError,
  });
  const move = (from: number, to: number) => {
    const ids = policies.map(({ id }) => id);
    ids.splice(to, 0, ...ids.splice(from, 1));
    order.mutate(ids);
  };
  return (
    <ol className="list" aria-label={t('promises.settings')}>
      {policies.map((policy, index) => (
        <li key={policy.id} className="list-row">
          <span className="figures faint">{index + 1}</span>
          <div className="row-main">
            <div className="row-title">
              <Link to="/settings/promises/$policyId" params={{ policyId: policy.id }}>
                {policy.name}
              </Link>
              <Badge tone={policy.isOn ? 'ok' : 'neutral'}>
                {policy.isOn ? t('promises.on') : t('promises.off')}
              </Badge>
            </div>
            <p>{targetsText(policy)}</p>
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

/** “First answer 15m to 4h · Solution 2d” */
function targetsText({ terms }: PolicyView): string {
  return KINDS.flatMap((kind) => {
    const minutes = terms.targets.flatMap((target) => target[kind] ?? []);
    if (minutes.length === 0) return [];
    const [least, most] = [Math.min(...minutes), Math.max(...minutes)];
    const span = least === most ? durationText(least) : `${durationText(least)} – ${durationText(most)}`;
    return `${t(`promises.kind.${kind}`)} ${span}`;
  }).join(' · ');
}
