import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Eye, EyeOff } from 'lucide-react';
import type { WatchersView } from '#respond/watching/schema.ts';
import { api } from '../../api/client.ts';
import { useLive } from '../../app/live.ts';
import { useCan, useUser } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import { watcherNames } from './words.ts';

const watchersOf = (conversationId: string) =>
  queryOptions({
    queryKey: ['watching', conversationId],
    queryFn: ({ signal }) => api.get<WatchersView>(`/inbox/${conversationId}/watchers`, {}, signal),
  });

/** Beside a conversation: who is told what happens in it, and whether one is oneself. */
export function WatchersPanel({ conversationId }: { conversationId: string }) {
  const queryClient = useQueryClient();
  const me = useUser();
  const can = useCan();
  const { data } = useQuery(watchersOf(conversationId));
  const renew = () => void queryClient.invalidateQueries({ queryKey: ['watching', conversationId] });
  useLive('inbox.changed', ({ ids }) => ids.includes(conversationId) && renew());
  const change = useMutation({
    mutationFn: (isWatching: boolean) => api.put(`/inbox/${conversationId}/watching`, { isWatching }),
    onError: toastError,
    onSettled: renew,
  });
  if (data === undefined) return null;
  const isMine = data.items.some(({ id }) => id === me.id);
  return (
    <section className="person-block" aria-label={t('watching.title')}>
      <h3>{t('watching.title')}</h3>
      <p className="person-none">{watcherNames(data.items, me.id)}</p>
      {can('watching.follow') && (
        <div>
          <Button
            size="s"
            icon={isMine ? EyeOff : Eye}
            isBusy={change.isPending}
            onClick={() => change.mutate(!isMine)}
          >
            {t(isMine ? 'watching.stop' : 'watching.start')}
          </Button>
        </div>
      )}
    </section>
  );
}
