import type { z } from 'zod';
import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { publishChange, readPublicText, readVersion } from '#respond/knowledge/index.ts';
import { deleteCreditsOf, insertCredits } from '../credits/store.ts';
import { contributionErrors } from '../errors.ts';
import { tellDecision } from '../hooks.ts';
import { tellDecided } from '../notices.ts';
import { noteOf } from './publisher.ts';
import type { takeInput } from './schema.ts';
import { type EditRow, lockEdit, updateState } from './store.ts';
import '../events.ts';

/**
 * Publishes what a member suggested, as it is or joined with what others wrote; he is told and credited. Throws `edits.not_found`,
 * `edits.decided`, `edits.overtaken` where the article has another version than the one that was looked at, `article.draft_waits`.
 */
export async function takeEdit(
  app: App,
  actor: Actor,
  id: string,
  { title, body, version: seen }: z.output<typeof takeInput>,
): Promise<{ version: number }> {
  return app.db.transaction(async () => {
    const edit = await mustWait(app, id);
    const { articleId, language, memberId } = edit;
    const now = await readPublicText(app, articleId, language);
    if (!now) throw contributionErrors('edits.no_article');
    if (now.version !== seen) throw contributionErrors('edits.overtaken');
    const change = { title, body, version: seen, note: noteOf(id) };
    const { version } = await publishChange(app, actor, articleId, language, change);
    await updateState(app, id, { state: 'taken', by: actor.name, version });
    if (memberId !== null) await insertCredits(app, articleId, 'edit', [{ memberId, sourceId: id }]);
    await decided(app, actor, edit, { isTaken: true, version });
    return { version };
  });
}

/** Says why a change is not taken; the member reads it. Throws `edits.not_found`, `edits.decided`. */
export async function declineEdit(app: App, actor: Actor, id: string, reason: string): Promise<void> {
  await app.db.transaction(async () => {
    const edit = await mustWait(app, id);
    await updateState(app, id, { state: 'declined', by: actor.name, answer: reason });
    await decided(app, actor, edit, { isTaken: false, version: null });
  });
}

/**
 * Takes a decision back: the change waits again, and the article says what it said before. Throws `edits.decided` where it waits already,
 * `article.changed_since` where somebody published something newer.
 */
export async function reopenEdit(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    const edit = await mustFind(app, id);
    if (edit.state !== 'taken' && edit.state !== 'declined') throw contributionErrors('edits.decided');
    const { articleId, language, version } = edit;
    if (version !== null) {
      const before = await readVersion(app, articleId, language, version - 1);
      if (!before) throw contributionErrors('edits.no_article');
      const change = { ...before, version, note: `Taken back: ${noteOf(id)}` };
      await publishChange(app, actor, articleId, language, change);
      await deleteCreditsOf(app, articleId, id);
    }
    await updateState(app, id, { state: 'waiting' });
    await audit(app, actor, { action: 'article_edit.reopened', subject: id, detail: { articleId } });
    await app.bus.publish('contributions.changed', {});
  });
}

/** A member does not want it any more. Throws `edits.not_found` where it is not his, `edits.decided`. */
export async function withdrawEdit(app: App, memberId: string, id: string): Promise<void> {
  await app.db.transaction(async () => {
    const edit = await mustFind(app, id);
    if (edit.memberId !== memberId) throw contributionErrors('edits.not_found');
    if (edit.state !== 'waiting' && edit.state !== 'held') throw contributionErrors('edits.decided');
    await updateState(app, id, { state: 'withdrawn' });
    await app.bus.publish('contributions.changed', {});
  });
}

async function mustFind(app: App, id: string): Promise<EditRow> {
  const edit = await lockEdit(app, id);
  if (!edit) throw contributionErrors('edits.not_found');
  return edit;
}

/** What is held waits for moderation first. */
async function mustWait(app: App, id: string): Promise<EditRow> {
  const edit = await mustFind(app, id);
  if (edit.state !== 'waiting') throw contributionErrors('edits.decided');
  return edit;
}

async function decided(
  app: App,
  actor: Actor,
  edit: EditRow,
  decision: { isTaken: boolean; version: number | null },
): Promise<void> {
  const { id, articleId, language, memberId } = edit;
  const title = (await readPublicText(app, articleId, language))?.title ?? edit.title;
  const { isTaken } = decision;
  const turn = (await app.db.now()).getTime();
  await tellDecided(app, { id, memberId, title, isTaken, turn });
  await tellDecision(app, edit, decision);
  const action = isTaken ? 'article_edit.taken' : 'article_edit.declined';
  await audit(app, actor, { action, subject: id, detail: { articleId, language } });
  await app.bus.publish('contributions.changed', {});
}
