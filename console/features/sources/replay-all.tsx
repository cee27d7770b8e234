import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { RotateCw, X } from 'lucide-react';
import { api } from '../../api/client.ts';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { ProgressBar } from '../../components/progress.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import { sourceQueries } from './queries.ts';
import type { Replay } from './types.ts';

/** Tries everything that is kept aside again; while that is under way there is nothing to start. */
export function ReplayAll() {
  const queryClient = useQueryClient();
  const running = useQuery(sourceQueries.replay()).data?.state === 'running';
  const start = useMutation({
    mutationFn: () => api.post<Replay>('/sources/refusals/replay-all'),
    onError: toastError,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['replay'] }),
  });
  return (
    <Button icon={RotateCw} isBusy={start.isPending || running} onClick={() => start.mutate()}>
      {t('sources.refusals.replayAll')}
    </Button>
  );
}

/** How far trying all again is, and how the last one ended. */
export function ReplayProgress({ mayManage }: { mayManage: boolean }) {
  const queryClient = useQueryClient();
  const replay = useQuery(sourceQueries.replay()).data;
  const stop = useMutation({
    mutationFn: (id: string) => api.post(`/sources/refusals/replay-all/${id}/cancel`),
    onError: toastError,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['replay'] }),
  });
  if (!replay) return null;
  const { id, state, total, tried, understood } = replay;
  if (state !== 'running') {
    const text = t(state === 'done' ? 'sources.replay.done' : 'sources.replay.stopped', {
      tried,
      understood,
    });
    return (
      <Callout tone={state === 'failed' ? 'bad' : state === 'done' ? 'ok' : 'info'}>
        {replay.problem ?? text}
      </Callout>
    );
  }
  return (
    <div className="replay" role="status">
      <ProgressBar value={tried} max={total} label={t('sources.replay.running')} />
      <p className="muted">
        {t('sources.replay.progress', { tried, total, understood })}
        {mayManage && (
          <Button size="s" variant="ghost" icon={X} isBusy={stop.isPending} onClick={() => stop.mutate(id)}>
            {t('sources.import.stop')}
          </Button>
        )}
      </p>
    </div>
  );
}
