import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId, newSecret } from '#platform/ids/index.ts';
import { users } from '#people/sessions/index.ts';
import { reportErrors } from '../errors.ts';
import { deleteLink, insertLink, type LinkRow, selectLink, selectLinks } from '../store/links.ts';

/** Where the wallboard is for a screen without sign-in; the console shows it. */
const PAGE = '/wall';

export interface LinkView {
  id: string;
  name: string;
  createdAt: string;
  createdBy: string;
}

/** Makes a link for a screen; it is told only this once. */
export async function makeLink(app: App, actor: Actor, name: string): Promise<LinkView & { link: string }> {
  const token = newSecret();
  const row = await app.db.transaction(async () => {
    const made = await insertLink(app, {
      id: newId('wall'),
      tokenHash: app.secrets.hash(token),
      name,
      createdBy: actor.id,
    });
    await audit(app, actor, { action: 'wallboard.link_made', subject: made.id, detail: { name } });
    return made;
  });
  // Behind the #, so that no other site hears of it as where somebody came from.
  return { ...viewOf(row, actor.name), link: `${app.config.publicUrl}${PAGE}#${token}` };
}

/** Links that work. */
export async function listLinks(app: App): Promise<LinkView[]> {
  const names = new Map((await users.list(app)).map((user) => [user.id, user.name]));
  return (await selectLinks(app)).map((row) => viewOf(row, names.get(row.createdBy) ?? ''));
}

/** The link shows nothing from now on; screens that have it open go dark at once. Throws `wallboard.link_not_found`. */
export async function withdrawLink(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    const name = await deleteLink(app, id);
    if (name === undefined) throw reportErrors('wallboard.link_not_found');
    await audit(app, actor, { action: 'wallboard.link_withdrawn', subject: id, detail: { name } });
    await app.bus.publish('wallboard.links', { id });
  });
}

/** The id of the link that a screen holds. Throws `wallboard.link_not_found`. */
export async function linkOf(app: App, token: string): Promise<string> {
  const row = await selectLink(app, app.secrets.hash(token));
  if (!row) throw reportErrors('wallboard.link_not_found');
  return row.id;
}

/** Whether a link still works. */
export async function isLink(app: App, token: string): Promise<boolean> {
  return (await selectLink(app, app.secrets.hash(token))) !== undefined;
}

function viewOf(row: LinkRow, createdBy: string): LinkView {
  return { id: row.id, name: row.name, createdAt: row.createdAt.toISOString(), createdBy };
}
