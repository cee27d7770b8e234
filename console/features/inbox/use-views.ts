import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import type { SavedView } from '../../api/types.ts';
import { offerUndo } from '../../app/undo.ts';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import { useShortcuts } from '../../keyboard/shortcuts.ts';
import { movedView, type ViewKind, viewQueries } from './view-queries.ts';

export interface ViewActions {
  change(view: SavedView, change: Partial<Pick<SavedView, 'name' | 'query' | 'isShared'>>): Promise<void>;
  move(view: SavedView, step: 1 | -1): Promise<void>;
  remove(view: SavedView): Promise<void>;
}

/** Saved views with what they count, and what can be done to them; everything but the order has an undo. */
export function useViews(kind: ViewKind): {
  views: readonly SavedView[];
  counts: Record<string, number>;
  /** Views of which there may be more than is counted. */
  atLeast: readonly string[];
  actions: ViewActions;
} {
  const queryClient = useQueryClient();
  const views = useQuery(viewQueries.list(kind)).data ?? [];
  const counted = useQuery({ ...viewQueries.counts(kind), enabled: views.length > 0 }).data;
  const renew = async () => {
    await queryClient.invalidateQueries({ queryKey: ['inbox', 'views'] });
    await queryClient.invalidateQueries({ queryKey: [kind, 'counts', 'views'] });
  };
  const run = async (request: Promise<unknown>) => {
    await request.catch(toastError);
    await renew();
  };
  return {
    views,
    counts: counted?.counts ?? {},
    atLeast: counted?.atLeast ?? [],
    actions: {
      async change(view, change) {
        const { name, query, isShared } = view;
        await run(api.patch(`/inbox/views/${view.id}`, change));
        offerUndo({
          text: t('inbox.views.changed', { name: change.name ?? name }),
          undo: () => run(api.patch(`/inbox/views/${view.id}`, { name, query, isShared })),
        });
      },
      move: (view, step) =>
        run(
          api.put('/inbox/views/order', { kind, ids: movedView(views, view.id, step).map(({ id }) => id) }),
        ),
      async remove(view) {
        const gone = await api.delete<{ undo: string }>(`/inbox/views/${view.id}`).catch(toastError);
        await renew();
        if (gone)
          offerUndo({
            text: t('inbox.views.removed', { name: view.name }),
            undo: () => run(api.post('/inbox/undo', gone)),
          });
      },
    },
  };
}

/** `v 1` to `v 9` go to the saved views; they are found by name in the palette, too. */
export function useViewKeys(views: readonly SavedView[], go: (view: SavedView) => void): void {
  useShortcuts(
    views.slice(0, 9).map((view, index) => ({
      keys: `v ${index + 1}`,
      label: t('inbox.views.go', { name: view.name }),
      group: t('inbox.views'),
      run: () => go(view),
    })),
  );
}
