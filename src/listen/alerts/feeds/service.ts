import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId, newSecret } from '#platform/ids/index.ts';
import { alertErrors } from '../errors.ts';
import { listIncidents } from '../incidents/service.ts';
import { atomOf } from './atom.ts';
import { deleteFeed, insertFeed, selectFeeds, setFeedHash, touchFeed } from './store.ts';

const ENTRIES = 50;

export async function listFeeds(app: App) {
  return (await selectFeeds(app)).map((row) => ({
    id: row.id,
    name: row.name,
    createdAt: row.created_at.toISOString(),
    readAt: row.read_at?.toISOString() ?? null,
  }));
}

/** Makes a feed; its address is answered once. */
export async function addFeed(app: App, actor: Actor, name: string): Promise<{ id: string; url: string }> {
  const [id, secret] = [newId('afeed'), newSecret()];
  await app.db.transaction(async () => {
    await insertFeed(app, id, name, app.secrets.hash(secret), actor.id);
    await audit(app, actor, { action: 'alert.feed_added', subject: id, detail: { name } });
  });
  return { id, url: addressOf(app, secret) };
}

/** Gives a feed another address, answered once; the old one leads nowhere from now on. */
export async function renewFeed(app: App, actor: Actor, id: string): Promise<{ id: string; url: string }> {
  const secret = newSecret();
  await app.db.transaction(async () => {
    const name = await setFeedHash(app, id, app.secrets.hash(secret));
    if (name === undefined) throw alertErrors('alert.no_feed');
    await audit(app, actor, { action: 'alert.feed_renewed', subject: id, detail: { name } });
  });
  return { id, url: addressOf(app, secret) };
}

/** From now on its address leads nowhere. */
export async function removeFeed(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    const name = await deleteFeed(app, id);
    if (name === undefined) throw alertErrors('alert.no_feed');
    await audit(app, actor, { action: 'alert.feed_removed', subject: id, detail: { name } });
  });
}

/** The feed at a secret address, as Atom. Throws `alert.no_feed`. */
export async function readFeed(app: App, secret: string): Promise<string> {
  const feed = await touchFeed(app, app.secrets.hash(secret));
  if (!feed) throw alertErrors('alert.no_feed');
  const incidents = await listIncidents(app, { state: 'all', after: null, limit: ENTRIES });
  const { id, name, created_at: createdAt } = feed;
  return atomOf({ id, name, createdAt }, incidents, app.config.publicUrl);
}

const addressOf = (app: App, secret: string) => `${app.config.publicUrl}/api/v1/alerts/feeds/${secret}.atom`;
