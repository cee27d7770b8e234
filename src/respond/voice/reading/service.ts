import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { readAccounts } from '#people/brand/index.ts';
import { findThread } from '#listen/posts/index.ts';
import { type Conversation, findConversations, inboxErrors } from '#respond/inbox/index.ts';
import type { ReplyObjection } from '#respond/replies/index.ts';
import type { ContextView } from '../check/schema.ts';
import { voiceErrors } from '../errors.ts';
import { hasCommunity, readsUntil, type ReadingState, whyReading } from './domain.ts';
import type { ReadingAccount, ReadingView } from './schema.ts';
import {
  type AccountRow,
  deleteOthers,
  endAccount,
  insertAccounts,
  insertPosts,
  putSettings,
  selectAccounts,
  selectReaders,
  selectSettings,
  type Settings,
} from './store.ts';
import '../events.ts';

type Accounts = Awaited<ReturnType<typeof readAccounts>>;

/** The settings, and how far each account in a community is. */
export async function readReading(app: App): Promise<ReadingView> {
  const { settings, accounts, rows } = await known(app);
  return { ...settings, accounts: accounts.map((one) => viewOf(app, settings, one, rows.get(one.id))) };
}

/** Changes how long new accounts read. Accounts that are connected already go on posting. */
export async function changeReading(app: App, actor: Actor, settings: Settings): Promise<ReadingView> {
  await app.db.transaction(async () => {
    if (isOff(await selectSettings(app))) await exemptAll(app);
    await putSettings(app, settings);
    await audit(app, actor, { action: 'voice.reading_changed', subject: 'voice', detail: { ...settings } });
    await app.bus.publish('voice.changed', { what: 'reading' });
  });
  return readReading(app);
}

/** Notes new accounts from the moment they are connected, and forgets those that are gone; call it when accounts change. */
export async function noteAccounts(app: App): Promise<void> {
  const { accounts } = await known(app);
  await deleteOthers(
    app,
    accounts.map(({ id }) => id),
  );
}

/** The customers' posts of a conversation were read for an account. Throws `voice.no_account`, `inbox.not_found`. */
export async function markRead(
  app: App,
  actor: Actor,
  accountId: string,
  conversationId: string,
): Promise<ReadingAccount> {
  const [conversation] = await findConversations(app, [conversationId]);
  if (!conversation) throw inboxErrors('inbox.not_found', { id: conversationId });
  const { settings, account } = await mustKnow(app, accountId);
  const thread = await findThread(app, conversation.origin, conversation.rootExternalId);
  const ids = thread.filter((post) => !post.isOwn && post.deletedAt === null).map(({ id }) => id);
  await app.db.transaction(async () => {
    const fresh = await insertPosts(app, accountId, ids, actor.id);
    if (fresh === 0) return;
    await audit(app, actor, {
      action: 'voice.posts_read',
      subject: accountId,
      detail: { conversationId, posts: fresh },
    });
    await app.bus.publish('voice.changed', { what: 'reading' });
  });
  const [row] = await selectAccounts(app, [accountId]);
  return viewOf(app, settings, account, row);
}

/** Lets an account post before its time. Throws `voice.no_account`. */
export async function endReading(
  app: App,
  actor: Actor,
  accountId: string,
  reason: string,
): Promise<ReadingAccount> {
  const { settings, account } = await mustKnow(app, accountId);
  await app.db.transaction(async () => {
    if (!(await endAccount(app, accountId, reason, actor.name))) return;
    await audit(app, actor, { action: 'voice.reading_ended', subject: accountId, detail: { reason } });
    await app.bus.publish('voice.changed', { what: 'reading' });
  });
  const [row] = await selectAccounts(app, [accountId]);
  return viewOf(app, settings, account, row);
}

/** Accounts on a conversation's channel that still read. */
export async function readingOn(app: App, conversation: Conversation): Promise<ContextView['reading']> {
  const { settings, accounts, rows } = await known(app);
  const here = accounts
    .filter(({ network }) => network === conversation.network)
    .map((one) => viewOf(app, settings, one, rows.get(one.id)));
  const reading = here.filter(({ reason }) => reason !== null);
  if (reading.length === 0) return [];
  const readers = new Set(await selectReaders(app, conversation.lastPostId));
  return reading.map(({ accountId, handle, until, postsRead, postsWanted, reason }) => ({
    accountId,
    handle,
    until,
    postsRead,
    postsWanted,
    reason: reason!,
    hasReadThis: readers.has(accountId),
  }));
}

/** What speaks against posting as this account now. */
export async function readingObjection(
  app: App,
  accountId: string,
  network: string,
): Promise<ReplyObjection | null> {
  if (!hasCommunity(network)) return null;
  const { settings, rows } = await known(app);
  const row = rows.get(accountId);
  const text = row && row.endedAt === null ? whyReading(stateOf(settings, row), app.clock.now()) : null;
  return text === null ? null : { code: 'voice.reading', text, permission: 'voice.override' };
}

/** Accounts in communities; where new ones read, those that nobody knew yet are written down. */
async function known(
  app: App,
): Promise<{ settings: Settings; accounts: Accounts; rows: Map<string, AccountRow> }> {
  const [settings, all] = await Promise.all([selectSettings(app), readAccounts(app)]);
  const accounts = all.filter(({ network }) => hasCommunity(network));
  const ids = accounts.map(({ id }) => id);
  let found = await selectAccounts(app, ids);
  const isKnown = new Set(found.map(({ accountId }) => accountId));
  const fresh = accounts.filter(({ id }) => !isKnown.has(id));
  if (fresh.length > 0 && !isOff(settings)) {
    const rows = fresh.map(({ id, connectedAt }) => ({
      accountId: id,
      startedAt: connectedAt,
      isExempt: false,
    }));
    await insertAccounts(app, rows);
    found = await selectAccounts(app, ids);
  }
  return { settings, accounts, rows: new Map(found.map((row) => [row.accountId, row])) };
}

const isOff = ({ days, posts }: Settings) => days === 0 && posts === 0;

/** Accounts that were there before new ones had to read go on posting. */
async function exemptAll(app: App): Promise<void> {
  const accounts = (await readAccounts(app)).filter(({ network }) => hasCommunity(network));
  const rows = accounts.map(({ id, connectedAt }) => ({
    accountId: id,
    startedAt: connectedAt,
    isExempt: true,
  }));
  await insertAccounts(app, rows);
}

async function mustKnow(
  app: App,
  accountId: string,
): Promise<{ settings: Settings; account: Accounts[number] }> {
  const { settings, accounts } = await known(app);
  const account = accounts.find(({ id }) => id === accountId);
  if (!account) throw voiceErrors('voice.no_account');
  return { settings, account };
}

function stateOf({ days, posts }: Settings, { startedAt, postsRead }: AccountRow): ReadingState {
  return { days, posts, startedAt, postsRead };
}

function viewOf(
  app: App,
  settings: Settings,
  { id, network, handle, connectedAt }: Accounts[number],
  row: AccountRow | undefined,
): ReadingAccount {
  const { startedAt = connectedAt, postsRead = 0, endedAt = null } = row ?? {};
  const state: ReadingState = { ...settings, startedAt, postsRead };
  return {
    accountId: id,
    network,
    handle,
    startedAt: startedAt.toISOString(),
    until: readsUntil(state).toISOString(),
    postsRead,
    postsWanted: settings.posts,
    reason: endedAt === null ? whyReading(state, app.clock.now()) : null,
    ended: endedAt === null ? null : { reason: row?.endedReason ?? '', by: row?.endedBy ?? '' },
  };
}
