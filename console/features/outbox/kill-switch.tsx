import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, OctagonPause } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import type { Outgoing } from '../../api/types.ts';
import { useCan } from '../../app/session.ts';
import { offerUndo } from '../../app/undo.ts';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { Dialog } from '../../components/dialog.tsx';
import { TextField } from '../../components/field.tsx';
import { useNow } from '../../components/time.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { relativeTime } from '../../format/time.ts';
import { t, tn } from '../../i18n/index.ts';
import { outboxQueries } from './queries.ts';

/** Whether anything leaves, who changed that and why, and the switch itself. */
export function KillSwitch() {
  const can = useCan();
  const now = useNow();
  const [isAsking, setIsAsking] = useState(false);
  const { data } = useQuery(outboxQueries.outgoing());
  const flip = useFlip();
  if (data === undefined) return null;
  const Icon = data.isOn ? CircleCheck : OctagonPause;
  const story =
    data.isOn || data.changedBy === null
      ? null
      : t('outbox.switch.by', {
          name: data.changedBy,
          time: relativeTime(data.changedAt, now),
          reason: data.reason ?? '',
        });
  return (
    <section className={classNames('kill-switch', !data.isOn && 'kill-switch-off')}>
      <Icon size={20} aria-hidden />
      <div className="grow">
        <strong>{t(data.isOn ? 'outbox.switch.on' : 'outbox.switch.off')}</strong>
        {data.waiting > 0 && <span className="muted"> · {tn('outbox.switch.waiting', data.waiting)}</span>}
        {story !== null && <p>{story}</p>}
      </div>
      {can('outbox.switch') &&
        (data.isOn ? (
          <Button onClick={() => setIsAsking(true)}>{t('outbox.switch.turnOff')}</Button>
        ) : (
          <Button
            variant="primary"
            isBusy={flip.isPending}
            onClick={() => flip.mutate({ isOn: true, reason: null })}
          >
            {t('outbox.switch.turnOn')}
          </Button>
        ))}
      <Dialog
        title={t('outbox.switch.title')}
        text={t('outbox.switch.text')}
        isOpen={isAsking}
        onOpenChange={setIsAsking}
      >
        <ReasonForm
          isBusy={flip.isPending}
          onSubmit={(reason) => flip.mutate({ isOn: false, reason }, { onSuccess: () => setIsAsking(false) })}
          onCancel={() => setIsAsking(false)}
        />
      </Dialog>
    </section>
  );
}

function useFlip() {
  const queryClient = useQueryClient();
  const put = (wish: { isOn: boolean; reason: string | null }) => api.put<Outgoing>('/outbox/switch', wish);
  const settle = (outgoing: Outgoing) =>
    queryClient.setQueryData(outboxQueries.outgoing().queryKey, outgoing);
  return useMutation({
    mutationFn: put,
    onSuccess: (outgoing) => {
      settle(outgoing);
      if (outgoing.isOn) {
        showToast({ text: t('outbox.switch.turnedOn') });
        return;
      }
      offerUndo({
        text: t('outbox.switch.turnedOff'),
        undo: () =>
          put({ isOn: true, reason: null })
            .then(settle)
            .then(() => undefined, toastError),
      });
    },
    onError: toastError,
  });
}

function ReasonForm({
  isBusy,
  onSubmit,
  onCancel,
}: {
  isBusy: boolean;
  onSubmit(reason: string): void;
  onCancel(): void;
}) {
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === '') setError(t('outbox.switch.reason.missing'));
    else onSubmit(reason.trim());
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <TextField
        label={t('outbox.switch.reason')}
        hint={t('outbox.switch.reason.hint')}
        error={error}
        value={reason}
        maxLength={500}
        autoFocus
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="row">
        <Button type="submit" variant="danger" isBusy={isBusy}>
          {t('outbox.switch.turnOff')}
        </Button>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}
