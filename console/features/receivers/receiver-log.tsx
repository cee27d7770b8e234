import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { api } from '../../api/client.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { Time } from '../../components/time.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t, tn } from '../../i18n/index.ts';
import { receiverQueries } from './queries.ts';
import type { LogLine } from './types.ts';

/** What came, and what could not be read; the latter can be taken once the mapping is mended. */
export function ReceiverLog({ id }: { id: string }) {
  const queryClient = useQueryClient();
  const log = useInfiniteQuery(receiverQueries.log(id));
  const take = useMutation({
    mutationFn: (logId: string) => api.post(`/receivers/${id}/messages/${logId}/take`),
    onSuccess: () => showToast({ text: t('receivers.log.took') }),
    onError: toastError,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['receivers'] }),
  });
  if (log.isPending) return <SkeletonRows count={4} label={t('common.loading')} />;
  if (log.isError) return <ErrorState error={log.error} isSmall onRetry={() => void log.refetch()} />;
  const items = log.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <p className="muted">{t('receivers.log.empty')}</p>;
  return (
    <>
      <ul className="receiver-log">
        {items.map((line) => (
          <Line key={line.id} line={line} onTake={() => take.mutate(line.id)} />
        ))}
      </ul>
      {log.hasNextPage && (
        <Button isBusy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          {t('common.loadMore')}
        </Button>
      )}
    </>
  );
}

function Line({ line: { at, outcome, posts, problem, payload }, onTake }: { line: LogLine; onTake(): void }) {
  const isTaken = outcome === 'taken';
  return (
    <li>
      <div className="row">
        <Time at={at} className="grow" />
        <Badge icon={isTaken ? CircleCheck : TriangleAlert} tone={isTaken ? 'ok' : 'warn'}>
          {t(`receivers.log.${outcome}`)}
        </Badge>
      </div>
      <p>{isTaken ? tn('receivers.log.posts', posts) : problem}</p>
      <details>
        <summary>{t('receivers.log.content')}</summary>
        <pre tabIndex={0}>{payload}</pre>
      </details>
      {!isTaken && (
        <Button size="s" onClick={onTake}>
          {t('receivers.log.take')}
        </Button>
      )}
    </li>
  );
}
