import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { Table } from '../../components/table.tsx';
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
    <Table
      label={t('alerts.told')}
      columns={[
        t('alerts.told.when'),
        ...[t('alerts.told.rule'), t('alerts.told.how'), t('alerts.told.state')].map((label) => ({
          label,
          isText: true,
        })),
      ]}
      rows={deliveries.map(({ id, at, rule, channel, state, problem }) => ({
        key: id,
        cells: [
          <Time key="at" at={at} />,
          rule,
          t(`alerts.channel.${channel}`),
          <>
            {t(`alerts.delivery.${STATES.find((one) => one === state) ?? 'waiting'}`)}
            {problem !== null && <span className="muted"> · {problem}</span>}
            {state === 'failed' && can('alerts.rules') && (
              <Button size="s" isBusy={resend.isPending} onClick={() => resend.mutate(id)}>
                {t('alerts.resend')}
              </Button>
            )}
          </>,
        ],
      }))}
    />
  );
}
