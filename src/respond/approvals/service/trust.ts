import type { Actor, App } from '#platform/app/index.ts';
import { placeOf } from '#lib/networks/index.ts';
import { audit } from '#platform/audit/index.ts';
import { addNotice } from '#people/notices/index.ts';
import { users } from '#people/sessions/index.ts';
import { readRepliesSince } from '#respond/replies/index.ts';
import { afterOutcome, type Outcome } from '../domain/trust.ts';
import { approvalErrors } from '../errors.ts';
import type { Settings, TrustView } from '../schema.ts';
import type { ApprovalRow } from '../store/approvals.ts';
import { lockTrust, selectTrust, type TrustRow, writeSettings, writeTrust } from '../store/setup.ts';
import { readSettings } from './need.ts';

/** A newcomer's reply was decided, in the ambient transaction. */
export async function countOutcome(app: App, row: ApprovalRow, outcome: Outcome): Promise<void> {
  const { needed } = await readSettings(app);
  const before = await lockTrust(app, row.authorId, row.network);
  const after = afterOutcome(before, outcome, needed);
  const isNews = after.isTrusted && !before.isTrusted;
  const reason = isNews ? `${after.streak} replies in a row were approved as written` : before.reason;
  await writeTrust(app, { ...before, ...after, reason, byName: isNews ? null : before.byName });
  if (isNews) await congratulate(app, row.authorId, row.network, reason!);
}

/** A reply that counted was taken back before it left, in the ambient transaction. Trust that somebody gave stays. */
export async function uncountClean(app: App, row: ApprovalRow): Promise<void> {
  const { needed } = await readSettings(app);
  const before = await lockTrust(app, row.authorId, row.network);
  const streak = Math.max(0, before.streak - 1);
  const isTrusted = before.isTrusted && (before.byName !== null || streak >= needed);
  await writeTrust(app, { ...before, streak, isTrusted, reason: isTrusted ? before.reason : null });
}

async function congratulate(app: App, to: string, network: string, reason: string): Promise<void> {
  await addNotice(app, {
    to,
    level: 'info',
    title: `Your replies ${placeOf(network)} leave at once from now on`,
    text: reason,
    link: '/approvals?list=mine',
    key: `approval-trust:${network}:${to}`,
  });
}

/** A lead trusts somebody on a channel, or wants to look at his replies again. Throws `approval.person_unknown`. */
export async function decideTrust(
  app: App,
  actor: Actor,
  userId: string,
  network: string,
  { isTrusted, reason }: { isTrusted: boolean; reason: string },
): Promise<void> {
  if ((await users.find(app, userId))?.state !== 'active')
    throw approvalErrors('approval.person_unknown', { id: userId });
  await app.db.transaction(async () => {
    await lockTrust(app, userId, network);
    await writeTrust(app, { userId, network, streak: 0, isTrusted, byName: actor.name, reason });
    await audit(app, actor, {
      action: isTrusted ? 'approval.trusted' : 'approval.distrusted',
      subject: userId,
      detail: { network, reason },
    });
    await addNotice(app, {
      to: userId,
      level: 'info',
      title: isTrusted
        ? `Your replies ${placeOf(network)} leave at once from now on`
        : `Your replies ${placeOf(network)} wait for a second person again`,
      text: `${actor.name}: ${reason}`,
      link: '/approvals?list=mine',
      key: `approval-trust:${network}:${userId}`,
    });
    await app.bus.publish('approvals.configured', {});
  });
}

/** Everybody whose replies it is about, on every channel where something is known of them. */
export async function readTrust(app: App): Promise<TrustView[]> {
  const [settings, rows, staff] = await Promise.all([readSettings(app), selectTrust(app), users.list(app)]);
  const names = new Map(staff.flatMap(({ id, name, state }) => (state === 'active' ? [[id, name]] : [])));
  return rows.flatMap((row) => {
    const name = names.get(row.userId);
    return name === undefined ? [] : [viewOf(row, name, settings)];
  });
}

/** What somebody is trusted with, for himself. */
export async function readOwnTrust(app: App, actor: Actor): Promise<TrustView[]> {
  return (await readTrust(app)).filter(({ userId }) => userId === actor.id);
}

function viewOf(row: TrustRow, name: string, { needed }: Settings): TrustView {
  const { userId, network, isTrusted, streak, byName, reason } = row;
  return { userId, name, network, isTrusted, streak, needed, byName, reason };
}

const YEAR_MS = 365 * 86_400_000;
const MOST_KNOWN = 50_000;

/** Saves the settings; on wish, those who have answered often enough on a channel are trusted there. */
export async function saveSettings(
  app: App,
  actor: Actor,
  { trustsKnown, ...settings }: Settings & { trustsKnown: boolean },
): Promise<Settings> {
  await app.db.transaction(async () => {
    await writeSettings(app, settings);
    await audit(app, actor, {
      action: 'approval.settings',
      subject: 'approvals',
      detail: { isOn: settings.isOn, needed: settings.needed, roles: settings.roles, trustsKnown },
    });
    if (trustsKnown) await trustKnown(app, actor, settings.needed);
    await app.bus.publish('approvals.configured', {});
  });
  return readSettings(app);
}

async function trustKnown(app: App, actor: Actor, needed: number): Promise<void> {
  const since = new Date(app.clock.now().getTime() - YEAR_MS);
  const replies = (await readRepliesSince(app, since, MOST_KNOWN)).filter(({ state }) => state === 'sent');
  const known = new Set((await users.list(app)).map(({ id }) => id));
  const counted = Map.groupBy(replies, ({ createdBy, network }) => `${createdBy} ${network}`);
  for (const [key, theirs] of counted) {
    const [userId, network] = key.split(' ') as [string, string];
    if (theirs.length < needed || !known.has(userId)) continue;
    const before = await lockTrust(app, userId, network);
    if (before.isTrusted) continue;
    const reason = `Had answered ${theirs.length} times when newcomers' replies began to wait`;
    await writeTrust(app, { ...before, isTrusted: true, byName: actor.name, reason });
  }
}
