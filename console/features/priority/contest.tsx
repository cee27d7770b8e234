import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, Undo2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import type { Factor } from '../../api/types.ts';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import './priority.css';

interface ContestProps {
  conversationId: string;
  factors: readonly Factor[];
}

/** “This should be higher, because …”: said by whoever works on it, seen by everybody, taken back with one click. */
export function Contest({ conversationId, factors }: ContestProps) {
  const mayWork = useCan()('inbox.work');
  const queryClient = useQueryClient();
  const [direction, setDirection] = useState<'higher' | 'lower' | null>(null);
  const path = `/priority/pins/${conversationId}`;
  const renew = () =>
    Promise.all(['inbox', 'priority'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })));
  const unpin = useMutation({
    mutationFn: () => api.delete(path),
    onSuccess: async () => {
      await renew();
      showToast({ text: t('priority.unpinned') });
    },
    onError: toastError,
  });
  const pin = useMutation({
    mutationFn: (reason: string) => api.put(path, { direction, reason }),
    onSuccess: async () => {
      setDirection(null);
      await renew();
      showToast({
        text: t('priority.pinned'),
        action: { label: t('common.undo'), run: () => unpin.mutate() },
      });
    },
    onError: toastError,
  });
  if (!mayWork) return null;
  if (direction !== null)
    return (
      <Because
        direction={direction}
        isBusy={pin.isPending}
        onSay={(reason) => pin.mutate(reason)}
        onCancel={() => setDirection(null)}
      />
    );
  const isPinned = factors.some(({ key }) => key === 'pinned');
  return (
    <div className="contest">
      <Button size="s" variant="ghost" icon={ArrowUp} onClick={() => setDirection('higher')}>
        {t('priority.higher')}
      </Button>
      <Button size="s" variant="ghost" icon={ArrowDown} onClick={() => setDirection('lower')}>
        {t('priority.lower')}
      </Button>
      {isPinned && (
        <Button size="s" variant="ghost" icon={Undo2} isBusy={unpin.isPending} onClick={() => unpin.mutate()}>
          {t('priority.unpin')}
        </Button>
      )}
    </div>
  );
}

function Because({
  direction,
  isBusy,
  onSay,
  onCancel,
}: {
  direction: 'higher' | 'lower';
  isBusy: boolean;
  onSay(reason: string): void;
  onCancel(): void;
}) {
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() !== '') onSay(reason.trim());
  };
  return (
    <form className="contest-because" onSubmit={submit}>
      <TextField
        label={t(`priority.${direction}.because`)}
        autoFocus
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="row">
        <Button type="submit" size="s" variant="primary" isBusy={isBusy} disabled={reason.trim() === ''}>
          {t('priority.say')}
        </Button>
        <Button size="s" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
