import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { api } from '../../api/client.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { MessageContent, MessageLog } from '../../components/exchange/message-log.tsx';
import { Time } from '../../components/time.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t, tn } from '../../i18n/index.ts';
import { receiverQueries } from './queries.ts';
import type { LogLine } from './types.ts';

/** What came, and what could not be read; the latter can be taken once the mapping is mended. */
export function ReceiverLog({ id }: { id: string }) {
  const queryClient = useQueryClient();
  const take = useMutation({
    mutationFn: (logId: string) => api.post(`/receivers/${id}/messages/${logId}/take`),
    onSuccess: () => showToast({ text: t('receivers.log.took') }),
    onError: toastError,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['receivers'] }),
  });
  return (
    <MessageLog log={useInfiniteQuery(receiverQueries.log(id))} empty={t('receivers.log.empty')}>
      {(line) => <Line line={line} onTake={() => take.mutate(line.id)} />}
    </MessageLog>
  );
}

function Line({ line: { at, outcome, posts, problem, payload }, onTake }: { line: LogLine; onTake(): void }) {
  const isTaken = outcome === 'taken';
  return (
    <>
      <div className="row">
        <Time at={at} className="grow" />
        <Badge icon={isTaken ? CircleCheck : TriangleAlert} tone={isTaken ? 'ok' : 'warn'}>
          {t(`receivers.log.${outcome}`)}
        </Badge>
      </div>
      <p>{isTaken ? tn('receivers.log.posts', posts) : problem}</p>
      <MessageContent>{payload}</MessageContent>
      {!isTaken && (
        <Button size="s" onClick={onTake}>
          {t('receivers.log.take')}
        </Button>
      )}
    </>
  );
}
