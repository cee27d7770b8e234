import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { Button } from '../../components/button.tsx';
import { MessageContent, MessageLog } from '../../components/exchange/message-log.tsx';
import { Time, useNow } from '../../components/time.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { relativeTime } from '../../format/time.ts';
import { t, tn } from '../../i18n/index.ts';
import { ReplyBadge } from '../inbox/status.tsx';
import { webhookQueries } from './queries.ts';
import type { Delivery } from './types.ts';

/** What an endpoint was sent, and what became of each message. */
export function WebhookLog({ id }: { id: string }) {
  const queryClient = useQueryClient();
  const resend = useMutation({
    mutationFn: (messageId: string) => api.post(`/webhooks/${id}/messages/${messageId}/resend`),
    onSuccess: () => showToast({ text: t('webhooks.log.resent') }),
    onError: toastError,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['webhooks', id] }),
  });
  return (
    <MessageLog log={useInfiniteQuery(webhookQueries.log(id))} empty={t('webhooks.log.empty')}>
      {(delivery) => <Row delivery={delivery} onResend={() => resend.mutate(delivery.id)} />}
    </MessageLog>
  );
}

function Row({ delivery, onResend }: { delivery: Delivery; onResend(): void }) {
  const now = useNow();
  const { type, at, state, attempts, problem, status, nextAttemptAt, body } = delivery;
  const facts = [
    attempts > 1 && tn('webhooks.log.attempts', attempts),
    status !== null && t('webhooks.log.status', { status: String(status) }),
    problem,
    nextAttemptAt !== null && t('webhooks.log.next', { time: relativeTime(nextAttemptAt, now) }),
  ].filter((fact) => typeof fact === 'string');
  return (
    <>
      <div className="row">
        <code className="grow">{type}</code>
        <Time at={at} className="faint" />
        <ReplyBadge state={state} />
      </div>
      {facts.length > 0 && <p className="muted">{facts.join(' · ')}</p>}
      <MessageContent>{JSON.stringify(JSON.parse(body), null, 2)}</MessageContent>
      {(state === 'sent' || state === 'failed') && (
        <Button size="s" onClick={onResend}>
          {t('webhooks.log.resend')}
        </Button>
      )}
    </>
  );
}
