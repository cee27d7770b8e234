import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { Time } from '../../components/time.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import type { IncidentDetail } from './types.ts';

const STATES = ['waiting', 'ready', 'sending', 'sent', 'failed', 'uncertain', 'cancelled'] as const;

/** Who was told what, and what became of it. */
export function Deliveries({ deliveries }: { deliveries: IncidentDetail['deliveries'] }) {
  const can = useCan();
  const queryClient = useQueryClient();
  const resend = useMutation({
    mutationFn: (id: string) => api.post(`/alerts/deliveries/${id}/resend`),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['alerts'] }),
    onError: toastError,
  });
  if (deliveries.length === 0) return <p className="muted">{t('alerts.told.nobody')}</p>;
  return (
    <div className="alert-scroll" tabIndex={0} role="region" aria-label={t('alerts.told')}>
      <table className="alert-deliveries">
        <thead>
          <tr>
            <th scope="col">{t('alerts.told.when')}</th>
            <th scope="col">{t('alerts.told.rule')}</th>
            <th scope="col">{t('alerts.told.how')}</th>
            <th scope="col">{t('alerts.told.state')}</th>
          </tr>
        </thead>
        <tbody>
          {deliveries.map(({ id, at, rule, channel, state, problem }) => (
            <tr key={id}>
              <td>
                <Time at={at} />
              </td>
              <td>{rule}</td>
              <td>{t(`alerts.channel.${channel}`)}</td>
              <td>
                {t(`alerts.delivery.${STATES.find((one) => one === state) ?? 'waiting'}`)}
                {problem !== null && <span className="muted"> · {problem}</span>}
                {state === 'failed' && can('alerts.rules') && (
                  <Button size="s" isBusy={resend.isPending} onClick={() => resend.mutate(id)}>
                    {t('alerts.resend')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
