import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { LogOut, MonitorSmartphone } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../../api/client.ts';
import { Badge } from '../../../components/badge.tsx';
import { Button } from '../../../components/button.tsx';
import { Confirm } from '../../../components/confirm.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { Page } from '../../../components/page.tsx';
import { SkeletonRows } from '../../../components/progress.tsx';
import { Time } from '../../../components/time.tsx';
import { toastError } from '../../../components/toast-error.ts';
import { showToast } from '../../../components/toast-store.ts';
import { t, tn } from '../../../i18n/index.ts';
import { settingsQueries } from '../queries.ts';
import type { DeviceSession } from '../types.ts';

/** Where this person is signed in. */
export function SessionsPage() {
  const { data, error, isPending, refetch } = useQuery(settingsQueries.devices());
  const [isEnding, setEnding] = useState(false);
  const queryClient = useQueryClient();
  const renew = () => queryClient.invalidateQueries({ queryKey: ['devices'] });
  const end = useMutation({
    mutationFn: (device: DeviceSession) => api.delete(`/me/sessions/${device.id}`),
    onSuccess: (_answer, device) =>
      showToast({ text: t('settings.sessions.ended', { device: device.device }) }),
    onError: toastError,
    onSettled: renew,
  });
  const others = data?.filter((device) => !device.current) ?? [];
  return (
    <Page
      title={t('settings.sessions')}
      text={t('settings.sessions.text')}
      actions={
        others.length > 0 && (
          <Button icon={LogOut} onClick={() => setEnding(true)}>
            {t('settings.sessions.endOthers')}
          </Button>
        )
      }
    >
      {error !== null && data === undefined ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : isPending ? (
        <SkeletonRows count={2} label={t('common.loading')} />
      ) : (
        <ul className="list">
          {data
            .toSorted((a, b) => Number(b.current) - Number(a.current))
            .map((device) => (
              <li className="list-row" key={device.id}>
                <MonitorSmartphone size={16} aria-hidden />
                <div className="row-main">
                  <div className="row-title">
                    <strong>{device.device}</strong>
                    {device.current && <Badge tone="accent">{t('settings.sessions.this')}</Badge>}
                  </div>
                  <p>
                    {device.address !== null && `${device.address} · `}
                    {t('settings.sessions.since')} <Time at={device.createdAt} />
                    {device.lastSeenAt !== null && (
                      <>
                        {' · '}
                        {t('settings.team.seen')} <Time at={device.lastSeenAt} />
                      </>
                    )}
                  </p>
                </div>
                {!device.current && (
                  <Button size="s" icon={LogOut} onClick={() => end.mutate(device)}>
                    {t('settings.sessions.end')}
                  </Button>
                )}
              </li>
            ))}
        </ul>
      )}
      <Confirm
        title={t('settings.sessions.endOthers')}
        text={tn('settings.sessions.endOthersText', others.length)}
        confirm={t('settings.sessions.endOthers')}
        isDanger
        isOpen={isEnding}
        onOpenChange={setEnding}
        onConfirm={async () => {
          await api.post('/me/sessions/end-others');
          await renew();
        }}
      />
    </Page>
  );
}
