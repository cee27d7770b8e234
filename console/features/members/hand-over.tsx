import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { CopyField } from '../../components/copy-field.tsx';
import { Section } from '../../components/page.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import type { CommunityView } from './types.ts';

/** The secret with which the company's own site says who its customers are. */
export function HandOver({ view }: { view: CommunityView }) {
  const mayManage = useCan()('members.set-up');
  const queryClient = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const renew = useMutation({
    mutationFn: () => api.post<{ secret: string }>('/community/hand-over-secret'),
    onError: toastError,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['members', 'community'] }),
  });
  return (
    <Section title={t('members.handOver')} text={t('members.handOver.text')}>
      <div className="stack">
        <p>
          <a href="/docs/members.md" target="_blank" rel="noopener">
            {t('members.handOver.docs')}
          </a>
        </p>
        {renew.data && (
          <CopyField
            label={t('members.handOver.secret')}
            hint={t('members.handOver.once')}
            value={renew.data.secret}
          />
        )}
        {mayManage && (
          <div>
            <Button
              onClick={() => (view.hasHandOverSecret ? setAsking(true) : renew.mutate())}
              isBusy={renew.isPending}
            >
              {t(view.hasHandOverSecret ? 'members.handOver.renew' : 'members.handOver.make')}
            </Button>
          </div>
        )}
        <Confirm
          title={t('members.handOver.renew.title')}
          text={t('members.handOver.renew.text')}
          confirm={t('members.handOver.renew')}
          isOpen={isAsking}
          onOpenChange={setAsking}
          onConfirm={() => renew.mutateAsync()}
        />
      </div>
    </Section>
  );
}
