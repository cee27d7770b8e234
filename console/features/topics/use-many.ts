import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { offerUndo } from '../../app/undo.ts';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { tn } from '../../i18n/index.ts';

type Wish =
  | { action: 'pause' | 'resume' | 'remove'; ids: readonly string[] }
  | {
      action: 'move';
      ids: readonly string[];
      folder: string | null;
      before: ReadonlyMap<string, string | null>;
    };

const BACK = { pause: 'resume', resume: 'pause', remove: 'restore' } as const;

/** Pausing, resuming, moving and removing many topics; each can be undone, and undoes only what it changed. */
export function useMany() {
  const queryClient = useQueryClient();
  const renew = () => queryClient.invalidateQueries({ queryKey: ['topics'] });
  const send = (body: object) => api.post<{ changed: string[] }>('/topics/many', body);
  const many = useMutation({
    mutationFn: ({ action, ids, ...wish }: Wish) =>
      send({ action, ids, ...('folder' in wish && { folder: wish.folder }) }),
    onSuccess: ({ changed }, wish) => {
      if (changed.length === 0) return void showToast({ text: tn('topics.many.nothing', wish.ids.length) });
      offerUndo({
        text: tn(`topics.many.${wish.action}`, changed.length),
        async undo() {
          await undo(send, wish, changed).catch(toastError);
          await renew();
        },
      });
    },
    onError: toastError,
    onSettled: renew,
  });
  return many.mutateAsync;
}

async function undo(
  send: (body: object) => Promise<unknown>,
  wish: Wish,
  changed: readonly string[],
): Promise<void> {
  if (wish.action !== 'move') return void (await send({ action: BACK[wish.action], ids: changed }));
  const folders = Map.groupBy(changed, (id) => wish.before.get(id) ?? null);
  for (const [folder, ids] of folders) await send({ action: 'move', ids, folder });
}
