import { useMutation, useQueryClient } from '@tanstack/react-query';
import { RotateCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { CopyButton } from '../../components/copy-field.tsx';
import { Time } from '../../components/time.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { readablePayload } from './payload.ts';
import type { Refusal } from './types.ts';

interface RefusalRowProps {
  refusal: Refusal;
  sourceName: string | null;
  mayManage: boolean;
}

export function RefusalRow({ refusal, sourceName, mayManage }: RefusalRowProps) {
  const [isRemoving, setRemoving] = useState(false);
  const queryClient = useQueryClient();
  const renew = () => queryClient.invalidateQueries({ queryKey: ['refusals'] });
  const replay = useMutation({
    mutationFn: () => api.post<{ understood: boolean }>(`/sources/refusals/${refusal.id}/replay`),
    onSuccess: ({ understood }) =>
      showToast({
        text: t(understood ? 'sources.refusal.understood' : 'sources.refusal.again'),
        tone: understood ? 'ok' : 'bad',
      }),
    onError: toastError,
    onSettled: renew,
  });
  return (
    <li className="refusal">
      <header>
        <strong>{refusal.reason}</strong>
        <Time at={refusal.at} className="faint" />
      </header>
      <p className="muted refusal-facts">
        {sourceName ?? t('sources.refusal.noSource')} · <code>{refusal.code}</code>
        {refusal.attempts > 1 && ` · ${t('sources.refusal.attempts', { count: refusal.attempts })}`}
      </p>
      <details>
        <summary>{t('sources.refusal.payload')}</summary>
        <pre className="payload" tabIndex={0}>
          {readablePayload(refusal.payload)}
        </pre>
        <CopyButton value={refusal.payload} />
      </details>
      {mayManage && (
        <div className="form-actions">
          <Button size="s" icon={RotateCw} isBusy={replay.isPending} onClick={() => replay.mutate()}>
            {t('sources.refusal.replay')}
          </Button>
          <Button size="s" variant="ghost" icon={Trash2} onClick={() => setRemoving(true)}>
            {t('common.remove')}
          </Button>
        </div>
      )}
      <Confirm
        title={t('sources.refusal.remove')}
        text={t('sources.refusal.removeText')}
        confirm={t('common.remove')}
        isDanger
        isOpen={isRemoving}
        onOpenChange={setRemoving}
        onConfirm={async () => {
          await api.delete(`/sources/refusals/${refusal.id}`);
          await renew();
        }}
      />
    </li>
  );
}
