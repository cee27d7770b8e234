import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { CaseChange, CaseRow } from '#respond/cases/schema.ts';
import { api } from '../../api/client.ts';
import { inParts, tellLeft } from '../../app/in-parts.ts';
import { onLive } from '../../app/live.ts';
import { offerUndo } from '../../app/undo.ts';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import { Gatherer } from '../inbox/gatherer.ts';
import { undoCases } from './undo-cases.ts';

interface Changed {
  items: CaseRow[];
  undo: string;
}

/** News of cases come in bursts, hundreds while they are told together: they are asked for at most this often. */
const NEWS_MS = 1000;

/** Everything that shows cases asks again when cases change anywhere. */
export function useCaseNews(): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const gatherer = new Gatherer(
      NEWS_MS,
      () => void queryClient.invalidateQueries({ queryKey: ['cases'] }),
      0,
    );
    const stopHearing = onLive('case.changed', ({ ids }) => gatherer.add(ids));
    return () => {
      stopHearing();
      gatherer.stop();
    };
  }, [queryClient]);
}

type Tell = (asked: Promise<Changed>, text: string) => Promise<Changed | undefined>;
type TellParts = (
  ids: readonly string[],
  text: string,
  send: (part: readonly string[]) => Promise<Changed>,
) => Promise<boolean>;

/** What can be done with cases. Each says what it did, and can be undone. */
export function useCaseActions() {
  const queryClient = useQueryClient();
  return useMemo(() => {
    const refresh = async () => {
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: ['cases'] }),
        queryClient.invalidateQueries({ queryKey: ['inbox'] }),
      ]);
    };
    const tell: Tell = async (asked, text) => {
      try {
        const changed = await asked;
        offerUndo({ text, undo: () => undoCases(text, [changed.undo], refresh) });
        await refresh();
        return changed;
      } catch (error) {
        toastError(error);
        return undefined;
      }
    };
    /** However many: in parts, with one undo for all of them. */
    const tellParts: TellParts = async (ids, text, send) => {
      try {
        const parts = await inParts(ids, text, send);
        const undos = parts.answers.map((changed) => changed.undo);
        offerUndo({ text, undo: () => undoCases(text, undos, refresh) });
        tellLeft(parts, ids.length);
        await refresh();
        return parts.left === null;
      } catch (error) {
        toastError(error);
        return false;
      }
    };
    /** For what has no undo: notes, checklist, time, files, following. */
    const run = async (asked: Promise<unknown>): Promise<boolean> => {
      try {
        await asked;
        await refresh();
        return true;
      } catch (error) {
        toastError(error);
        return false;
      }
    };
    return { run, ...changesBy(tell, tellParts) };
  }, [queryClient]);
}

function changesBy(tell: Tell, tellParts: TellParts) {
  const post = (path: string, body: unknown) => api.post<Changed>(path, body);
  return {
    open: (conversationIds: readonly string[], title?: string) =>
      tell(post('/cases', { conversationIds, ...(title ? { title } : {}) }), t('cases.did.opened')),
    change: (ids: readonly string[], change: CaseChange, text: string = t('cases.did.changed')) =>
      tellParts(ids, text, (part) =>
        part.length === 1
          ? api.patch<Changed>(`/cases/${part[0]}`, change)
          : post('/cases/bulk', { ids: part, change }),
      ),
    add: (id: string, conversationIds: readonly string[]) =>
      tell(post(`/cases/${id}/threads`, { conversationIds }), t('cases.did.added')),
    split: (id: string, conversationIds: readonly string[]) =>
      tell(post(`/cases/${id}/split`, { conversationIds }), t('cases.did.split')),
    merge: (id: string, caseIds: readonly string[]) =>
      tell(post(`/cases/${id}/merge`, { caseIds }), t('cases.did.merged')),
    link: (fromIds: readonly string[], toId: string, kind: string) =>
      tellParts(fromIds, t('cases.did.linked'), (part) =>
        post('/cases/links', { fromIds: part, toId, kind }),
      ),
    unlink: (fromId: string, toId: string, kind: string) =>
      tell(post('/cases/links/remove', { fromIds: [fromId], toId, kind }), t('cases.did.unlinked')),
  };
}
