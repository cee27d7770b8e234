import { useMutation } from '@tanstack/react-query';
import { CirclePause, Link2, Lock, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { Badge } from '../../components/badge.tsx';
import { Confirm } from '../../components/confirm.tsx';
import type { ExchangeActs } from '../../components/exchange/exchange-page.tsx';
import { ExchangeRow } from '../../components/exchange/exchange-row.tsx';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import type { Receiver, SavedReceiver } from './types.ts';

export function ReceiverRow({ item, onSaved, ...acts }: ExchangeActs<SavedReceiver> & { item: Receiver }) {
  const [isAsking, setAsking] = useState(false);
  const { id, name, isOn, isPrivate, mapping, taken, refused, lastAt } = item;
  const renew = useMutation({
    mutationFn: () => api.post<SavedReceiver>(`/receivers/${id}/address`),
    onSuccess: onSaved,
  });
  return (
    <ExchangeRow
      area="receivers"
      item={item}
      marks={
        <>
          <Badge>{t(`receivers.kind.${mapping.kind}`)}</Badge>
          {isPrivate && <Badge icon={Lock}>{t('receivers.isPrivate')}</Badge>}
          {!isOn && (
            <Badge icon={CirclePause} tone="neutral">
              {t('receivers.off')}
            </Badge>
          )}
        </>
      }
      entries={[{ label: t('receivers.renew'), icon: Link2, onSelect: () => setAsking(true) }]}
      {...acts}
    >
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
      <Confirm
        title={t('receivers.renew.title', { name })}
        text={t('receivers.renew.text')}
        confirm={t('receivers.renew')}
        isOpen={isAsking}
        onOpenChange={setAsking}
        onConfirm={() => renew.mutateAsync()}
      />
    </ExchangeRow>
  );
}
