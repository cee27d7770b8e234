import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, OctagonPause } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import type { Suspension } from '../../api/types.ts';
import { useCan } from '../../app/session.ts';
import { offerUndo } from '../../app/undo.ts';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { Dialog } from '../../components/dialog.tsx';
import { useNow } from '../../components/time.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { relativeTime } from '../../format/time.ts';
import { t } from '../../i18n/index.ts';
import { outboxQueries } from './queries.ts';
import './suspension.css';
import { SuspendForm, type SuspendWish } from './suspend-form.tsx';

/** What is suspended, by whom and why; suspending, and its end. */
export function SuspensionPanel() {
  const can = useCan();
  const [isAsking, setIsAsking] = useState(false);
  const { data } = useQuery(outboxQueries.suspensions());
  const { start, end } = useSuspending();
  if (data === undefined) return null;
  const active = data.items.filter(({ endedAt }) => endedAt === null);
  const suspendButton = can('outbox.switch') && (
    <Button onClick={() => setIsAsking(true)}>{t('outbox.suspension.start')}…</Button>
  );
  return (
    <section className="suspensions" aria-label={t('outbox.suspension.title')}>
      {active.length === 0 && (
        <div className="suspension">
          <CircleCheck size={20} aria-hidden />
          <strong className="grow">{t('outbox.suspension.none')}</strong>
          {suspendButton}
        </div>
      )}
      {active.map((suspension) => (
        <Active
          key={suspension.id}
          suspension={suspension}
          onEnd={can('outbox.switch') ? () => end.mutate(suspension.id) : undefined}
        />
      ))}
      {active.length > 0 && <div>{suspendButton}</div>}
      <Dialog
        title={t('outbox.suspension.title')}
        text={t('outbox.suspension.text')}
        isOpen={isAsking}
        onOpenChange={setIsAsking}
      >
        <SuspendForm
          targets={data.targets}
          isBusy={start.isPending}
          onSubmit={(wish) => start.mutate(wish, { onSuccess: () => setIsAsking(false) })}
          onCancel={() => setIsAsking(false)}
        />
      </Dialog>
    </section>
  );
}

function Active({ suspension, onEnd }: { suspension: Suspension; onEnd?: (() => void) | undefined }) {
  const now = useNow();
  const { scope, label, reason, startedBy, startedAt } = suspension;
  return (
    <div className={classNames('suspension', 'suspension-active')}>
      <OctagonPause size={20} aria-hidden />
      <div className="grow">
        <strong>
          {scope === 'everything'
            ? t('outbox.suspension.of.everything')
            : t('outbox.suspension.of.part', { label })}
        </strong>
        <p>{t('outbox.suspension.by', { name: startedBy, time: relativeTime(startedAt, now), reason })}</p>
      </div>
      {onEnd !== undefined && (
        <Button variant="primary" onClick={onEnd}>
          {t('outbox.suspension.end')}
        </Button>
      )}
    </div>
  );
}

function useSuspending() {
  const queryClient = useQueryClient();
  const refresh = () => void queryClient.invalidateQueries({ queryKey: ['outbox'] });
  const endOf = (id: string) => api.post<Suspension>(`/outbox/suspensions/${id}/end`);
  const start = useMutation({
    mutationFn: (wish: SuspendWish) => api.post<Suspension>('/outbox/suspensions', wish),
    onSuccess: ({ id }) => {
      offerUndo({
        text: t('outbox.suspension.started'),
        undo: () => endOf(id).then(refresh, toastError),
      });
    },
    onError: toastError,
    onSettled: refresh,
  });
  const end = useMutation({
    mutationFn: endOf,
    onSuccess: () => showToast({ text: t('outbox.suspension.over') }),
    onError: toastError,
    onSettled: refresh,
  });
  return { start, end };
}
