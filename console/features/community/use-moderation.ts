import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, serverNow } from '../../api/client.ts';
import { forgetUndo, offerUndo, type Undoable } from '../../app/undo.ts';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import { type Change, closing, opening, pinning } from './deeds.ts';
import type { MovedView, PostView, ThreadView } from './queries.ts';

interface Deed {
  /** Said once it is done. */
  text: string;
  run(): Promise<unknown>;
  undo(): Promise<unknown>;
}

/** Does things and offers a way back. `act` fails where it could not be done; `told` says so by itself. */
function useDeeds() {
  const queryClient = useQueryClient();
  const renew = () => queryClient.invalidateQueries({ queryKey: ['community'] });
  const offer = ({ undo, ...said }: Omit<Deed, 'run'> & Pick<Undoable, 'open'>): Undoable => {
    const undoable: Undoable = {
      ...said,
      undo: async () => {
        await undo().catch(toastError);
        await renew();
      },
    };
    offerUndo(undoable);
    return undoable;
  };
  const act = async ({ text, run, undo }: Deed) => {
    await run().catch((error: unknown) => {
      void renew();
      throw error;
    });
    offer({ text, undo });
    await renew();
  };
  const told = (deed: Deed) => void act(deed).catch(toastError);
  return { act, told, offer, renew };
}

const ofThread = ({ id }: ThreadView) => `/forum/threads/${id}`;
const change = (thread: ThreadView, part: Change['run']) => api.patch(ofThread(thread), part);
const changing = (thread: ThreadView, { run, undo }: Change) => ({
  run: () => change(thread, run),
  undo: () => change(thread, undo),
});

/** What a moderator does with a thread as a whole. */
export function useThreadDeeds() {
  const { act, told } = useDeeds();
  return {
    pin(thread: ThreadView, isOn: boolean) {
      told({
        text: t(isOn ? 'community.did.pinned' : 'community.did.unpinned'),
        ...changing(thread, pinning(thread, isOn, serverNow())),
      });
    },
    open: (thread: ThreadView) =>
      told({
        text: t('community.did.opened'),
        ...changing(thread, opening(thread)),
      }),
    close: (thread: ThreadView, reason: string) =>
      act({
        text: t('community.did.closed'),
        ...changing(thread, closing(thread, reason)),
      }),
    time: (thread: ThreadView, set: Change) =>
      act({ text: t('community.did.timed'), ...changing(thread, set) }),
    move: (thread: ThreadView, categoryId: string) =>
      act({
        text: t('community.did.moved'),
        run: () => change(thread, { categoryId }),
        undo: () => change(thread, { categoryId: thread.categoryId }),
      }),
    remove: (thread: ThreadView, reason: string) =>
      act({
        text: t('community.did.deleted'),
        run: () => api.put(`${ofThread(thread)}/deleted`, { isDeleted: true, reason }),
        undo: () => api.put(`${ofThread(thread)}/deleted`, { isDeleted: false }),
      }),
    restore: (thread: ThreadView) =>
      told({
        text: t('community.did.restored'),
        run: () => api.put(`${ofThread(thread)}/deleted`, { isDeleted: false }),
        undo: () => api.put(`${ofThread(thread)}/deleted`, { isDeleted: true }),
      }),
  };
}

/** What is done with a single post. */
export function usePostDeeds() {
  const { act, told } = useDeeds();
  return {
    accept(post: PostView, isAccepted: boolean) {
      const put = (is: boolean) => api.put(`/forum/posts/${post.id}/accepted`, { isAccepted: is });
      told({
        text: t(isAccepted ? 'community.did.accepted' : 'community.did.unaccepted'),
        run: () => put(isAccepted),
        undo: () => put(!isAccepted),
      });
    },
    setWiki(post: PostView, isWiki: boolean) {
      const put = (is: boolean) => api.put(`/forum/posts/${post.id}/wiki`, { isWiki: is });
      told({
        text: t(isWiki ? 'community.did.wikiOpened' : 'community.did.wikiClosed'),
        run: () => put(isWiki),
        undo: () => put(!isWiki),
      });
    },
    /** Brings back what it said in an earlier version; what it says now stays in its history. */
    revert: (post: PostView, markdown: string) =>
      told({
        text: t('community.did.reverted'),
        run: () => api.patch(`/forum/posts/${post.id}`, { markdown, revision: post.revision }),
        undo: () =>
          api.patch(`/forum/posts/${post.id}`, { markdown: post.markdown, revision: post.revision + 1 }),
      }),
    removePost: (post: PostView, reason: string) =>
      act({
        text: t('community.did.postDeleted'),
        run: () => api.put(`/forum/posts/${post.id}/deleted`, { isDeleted: true, reason }),
        undo: () => api.put(`/forum/posts/${post.id}/deleted`, { isDeleted: false }),
      }),
    restorePost: (post: PostView) =>
      told({
        text: t('community.did.postRestored'),
        run: () => api.put(`/forum/posts/${post.id}/deleted`, { isDeleted: false }),
        undo: () =>
          api.put(`/forum/posts/${post.id}/deleted`, { isDeleted: true, reason: post.deleted?.reason ?? '' }),
      }),
  };
}

/** Ways back that are still offered, by the move: its log offers one as well. */
const offered = new Map<string, Undoable>();
function forgetOffer(moveId: string): void {
  const undoable = offered.get(moveId);
  if (undoable) forgetUndo(undoable);
  offered.delete(moveId);
}

/** Merging and splitting, and taking either back. */
export function useMoves() {
  const { offer, renew } = useDeeds();
  const navigate = useNavigate();
  const takeBack = (moveId: string) => api.post(`/forum/moves/${moveId}/undo`, {});
  const moved = async (move: MovedView, said: Pick<Undoable, 'text' | 'open'>) => {
    offered.set(move.moveId, offer({ ...said, undo: () => takeBack(move.moveId) }));
    await renew();
  };
  const leadTo = (threadId: string) => ({
    label: t('community.openThread'),
    run: () => void navigate({ to: '/community-desk/$threadId', params: { threadId } }),
  });
  return {
    async merge(thread: ThreadView, into: string) {
      const move = await api.post<MovedView>(`${ofThread(thread)}/merge`, { into });
      await moved(move, { text: t('community.did.merged') });
    },
    async split(thread: ThreadView, given: { numbers: readonly number[]; title: string }) {
      const move = await api.post<MovedView>(`${ofThread(thread)}/split`, given);
      await moved(move, { text: t('community.did.split'), open: leadTo(move.id) });
    },
    undoMove: (moveId: string) =>
      void takeBack(moveId)
        .then(() => forgetOffer(moveId))
        .catch(toastError)
        .finally(() => void renew()),
  };
}
