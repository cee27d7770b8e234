import { useMutation } from '@tanstack/react-query';
import { CirclePause, Ellipsis, Link2, Lock, Pencil, Trash2, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { Badge } from '../../components/badge.tsx';
import { Button, IconButton } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { Menu } from '../../components/menu.tsx';
import { Time } from '../../components/time.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import type { Receiver, SavedReceiver } from './types.ts';

interface ReceiverRowProps {
  receiver: Receiver;
  onEdit(): void;
  onLog(): void;
  onSaved(receiver: SavedReceiver): void;
  onGone(): void;
}

export function ReceiverRow({ receiver, onEdit, onLog, onSaved, onGone }: ReceiverRowProps) {
  const [asking, setAsking] = useState<'renew' | 'remove' | null>(null);
  const { id, name, isOn, isPrivate, mapping, taken, refused, lastAt } = receiver;
  const renew = useMutation({
    mutationFn: () => api.post<SavedReceiver>(`/receivers/${id}/address`),
    onSuccess: onSaved,
    onError: toastError,
  });
  return (
    <li className="list-row">
      <div className="row-main">
        <div className="row-title">
          <strong>{name}</strong>
          <Badge>{t(`receivers.kind.${mapping.kind}`)}</Badge>
          {isPrivate && <Badge icon={Lock}>{t('receivers.isPrivate')}</Badge>}
          {!isOn && (
            <Badge icon={CirclePause} tone="neutral">
              {t('receivers.off')}
            </Badge>
          )}
        </div>
        <p>
          {refused > 0 && <TriangleAlert size={14} aria-hidden />}{' '}
          {t('receivers.counts', { taken: String(taken), refused: String(refused) })}
          {lastAt !== null && (
            <>
              {' · '}
              {t('receivers.last')} <Time at={lastAt} />
            </>
          )}
        </p>
      </div>
      <Button size="s" onClick={onLog}>
        {t('receivers.log')}
      </Button>
      <Menu
        align="end"
        trigger={<IconButton label={t('receivers.change', { name })} icon={Ellipsis} />}
        entries={[
          { label: t('receivers.edit'), icon: Pencil, onSelect: onEdit },
          { label: t('receivers.renew'), icon: Link2, onSelect: () => setAsking('renew') },
          { label: t('receivers.remove'), icon: Trash2, isDanger: true, onSelect: () => setAsking('remove') },
        ]}
      />
      <Confirm
        title={t('receivers.renew.title', { name })}
        text={t('receivers.renew.text')}
        confirm={t('receivers.renew')}
        isOpen={asking === 'renew'}
        onOpenChange={() => setAsking(null)}
        onConfirm={async () => void (await renew.mutateAsync())}
      />
      <Confirm
        title={t('receivers.remove.title', { name })}
        text={t('receivers.remove.text')}
        confirm={t('receivers.remove')}
        isDanger
        isOpen={asking === 'remove'}
        onOpenChange={() => setAsking(null)}
        onConfirm={async () => {
          await api.delete(`/receivers/${id}`);
          onGone();
        }}
      />
    </li>
  );
}
