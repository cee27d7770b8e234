import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { FIRST_PANELS, isSame } from './layout.ts';
import { trendQueries } from './queries.ts';
import type { Board, Panel } from './types.ts';

type Kept = Pick<Board, 'name' | 'isShared' | 'panels' | 'holidays'>;

/** The dashboard that is shown, and what was changed of it and not saved yet. */
export function useBoards(boardId: string | undefined, onShow: (boardId: string | undefined) => void) {
  const boards = useQuery(trendQueries.boards()).data ?? [];
  const board = boards.find(({ id }) => id === boardId);
  const saved = board?.panels ?? FIRST_PANELS;
  const [draft, setDraft] = useState<{ of: string | undefined; panels: readonly Panel[] } | null>(null);
  const panels = draft !== null && draft.of === boardId ? draft.panels : saved;
  const { save, remove } = useBoardChanges((id) => {
    setDraft(null);
    onShow(id);
  });
  return {
    boards,
    board,
    panels,
    isChanged: !isSame(panels, saved),
    arrange: (next: readonly Panel[]) => setDraft({ of: boardId, panels: next }),
    reset: () => setDraft(null),
    save: (kept: Partial<Kept>) =>
      board &&
      save.mutate({
        id: board.id,
        kept: {
          name: board.name,
          isShared: board.isShared,
          holidays: board.holidays,
          panels: [...panels],
          ...kept,
        },
      }),
    saveAs: (name: string, isShared: boolean) =>
      save.mutate({ kept: { name, isShared, panels: [...panels], holidays: board?.holidays ?? [] } }),
    remove: () => board && remove.mutate(board),
    isSaving: save.isPending,
  };
}

export type Boards = ReturnType<typeof useBoards>;

function useBoardChanges(onShow: (boardId: string | undefined) => void) {
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: ['trend-boards'] });
  const save = useMutation({
    mutationFn: ({ id, kept }: { id?: string | undefined; kept: Kept }) =>
      id === undefined
        ? api.post<Board>('/trends/boards', kept)
        : api.put<Board>(`/trends/boards/${id}`, kept),
    onSuccess: async (done) => {
      await refresh();
      onShow(done.id);
      showToast({ text: t('trends.board.saved') });
    },
    onError: toastError,
  });
  const remove = useMutation({
    mutationFn: (gone: Board) => api.delete(`/trends/boards/${gone.id}`),
    onSuccess: async (_, gone) => {
      await refresh();
      onShow(undefined);
      const { name, isShared, panels: kept, holidays } = gone;
      showToast({
        text: t('trends.board.removed'),
        action: {
          label: t('common.undo'),
          run: () => save.mutate({ kept: { name, isShared, panels: kept, holidays } }),
        },
      });
    },
    onError: toastError,
  });
  return { save, remove };
}
