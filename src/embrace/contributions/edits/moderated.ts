import type { App } from '#platform/app/index.ts';
import type { ModeratedKind } from '#embrace/moderation/index.ts';
import { pathOfEdit } from '../paths.ts';
import { lockEdit, selectEdits, updateState } from './store.ts';
import '../events.ts';

/**
 * Changes that the rules held before a colleague of the help centre looks: provide it for `moderatedPort`. Released, they wait like others;
 * hidden, they are declined with the reason.
 */
export const moderatedEdits: ModeratedKind = {
  kind: 'edit',
  async read(app, ids) {
    return (await selectEdits(app, ids)).map(
      ({ id, memberId, articleId, language, title, body, reason, state }) => ({
        id,
        memberId,
        path: pathOfEdit(articleId, language),
        title,
        text: `${reason}\n\n${body}`,
        isShown: state === 'waiting' || state === 'taken',
      }),
    );
  },
  // Nobody reads them but colleagues and who wrote them.
  mayRead: async () => false,
  async hide(app, id, by, reason, isHeld) {
    const edit = await lockEdit(app, id);
    if (!edit || (edit.state !== 'held' && edit.state !== 'waiting')) return;
    await updateState(
      app,
      id,
      isHeld === true ? { state: 'held' } : { state: 'declined', by: by.name, answer: reason },
    );
    await told(app);
  },
  async restore(app, id) {
    const edit = await lockEdit(app, id);
    if (edit?.state !== 'held' && edit?.state !== 'declined') return;
    await updateState(app, id, { state: 'waiting' });
    await told(app);
  },
};

const told = (app: App): Promise<void> => app.bus.publish('contributions.changed', {});
