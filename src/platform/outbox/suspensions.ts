import { audit } from '#platform/audit/index.ts';
import { type Actor, type App, definePort } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import type { Scope } from './domain.ts';
import { outboxErrors } from './errors.ts';
import { internalChannels, sendersOf } from './senders.ts';
import { readRows } from './store.ts';
import { type Switched, switchObserverPort } from './switched.ts';
import {
  hasHeld,
  holdBehind,
  holdDue,
  insertSuspension,
  lockActive,
  markEnded,
  selectActive,
  selectSuspensions,
  type SuspensionRow,
} from './suspension-store.ts';

export interface Target {
  scope: Exclude<Scope, 'everything'>;
  target: string;
  /** What people call it: `Bluesky`, `@acme.example on Bluesky`. */
  label: string;
}

/** What can be suspended beside everything, told by the features that own it. */
export const suspensionTargetsPort = definePort<{ list(app: App): Promise<readonly Target[]> }>(
  'outbox.targets',
);

const SHOWN_ENDED = 20;
const AT_ONCE = 200;

export async function listTargets(app: App): Promise<readonly Target[]> {
  return (await app.find(suspensionTargetsPort)?.list(app)) ?? [];
}

/** Active suspensions, then those with something to decide and the last ones that ended. */
export function listSuspensions(app: App): Promise<SuspensionRow[]> {
  return selectSuspensions(app, SHOWN_ENDED);
}

/** What keeps a message of this account or network from leaving at the moment; undefined when nothing does. */
export async function suspensionOf(
  app: App,
  message: { network: string; lane: string; campaign?: string },
): Promise<{ reason: string } | undefined> {
  const active = await selectActive(app);
  return active.find(
    ({ scope, target }) =>
      scope === 'everything' ||
      (scope === 'network' && target === message.network) ||
      (scope === 'account' && target === message.lane) ||
      (scope === 'campaign' && target === message.campaign),
  );
}

/**
 * Suspends what is outgoing. What is on its way is finished; what falls due is held until somebody decides. Throws
 * `outbox.target_unknown`, `outbox.suspended_already`.
 */
export async function suspend(
  app: App,
  actor: Actor,
  wish: { scope: Scope; target: string | null; reason: string },
): Promise<SuspensionRow> {
  const { scope, target, reason } = wish;
  const known =
    scope === 'everything'
      ? undefined
      : (await listTargets(app)).find((one) => one.scope === scope && one.target === target);
  if (scope !== 'everything' && !known) throw outboxErrors('outbox.target_unknown', { scope });
  const id = newId('susp');
  await app.db.transaction(async () => {
    const row = {
      id,
      scope,
      target: known?.target ?? null,
      label: known?.label ?? 'everything',
      reason,
      startedBy: actor.name,
    };
    if (!(await insertSuspension(app, row)))
      throw outboxErrors('outbox.suspended_already', { label: row.label });
    await audit(app, actor, {
      action: 'outbox.suspended',
      subject: id,
      detail: { scope, target: row.label, reason },
    });
    await tellSwitched(app, { ...row, isOn: true, by: actor.name });
    await app.bus.publish('outbox.switched', { id });
  });
  await holdWhatIsDue(app);
  return find(app, id);
}

/** Ends a suspension. Nothing leaves because of it: what it held stays held. Throws `outbox.not_suspended`. */
export async function resume(app: App, actor: Actor, id: string): Promise<SuspensionRow> {
  // What fell due in the last moment is held, too. A dispatcher may be sleeping, or there may be none.
  await holdWhatIsDue(app);
  await app.db.transaction(async () => {
    const row = await lockActive(app, id);
    if (!row) throw outboxErrors('outbox.not_suspended');
    await holdSome(app);
    await markEnded(app, id, actor.name);
    await audit(app, actor, { action: 'outbox.resumed', subject: id });
    await tellSwitched(app, { ...row, isOn: false, by: actor.name });
    await app.bus.publish('outbox.switched', { id });
    await app.bus.publish('outbox.ready', {});
  });
  return find(app, id);
}

/** Whoever hears of it does so in the same transaction. */
async function tellSwitched(app: App, switched: Switched): Promise<void> {
  await app.find(switchObserverPort)?.onSwitched(app, switched);
}

async function find(app: App, id: string): Promise<SuspensionRow> {
  const row = (await selectSuspensions(app, SHOWN_ENDED)).find((one) => one.id === id);
  if (!row) throw outboxErrors('outbox.not_suspended');
  return row;
}

/** Holds everything that is due and suspended, or stands behind something held. Cheap when nothing is. */
export async function holdWhatIsDue(app: App): Promise<void> {
  if ((await selectActive(app)).length > 0)
    while ((await app.db.transaction(() => holdSome(app))) === AT_ONCE);
  if (await hasHeld(app))
    while ((await app.db.transaction(async () => tellHeld(app, await holdBehind(app, AT_ONCE)))) === AT_ONCE);
}

async function holdSome(app: App): Promise<number> {
  return tellHeld(app, await holdDue(app, internalChannels(app), AT_ONCE));
}

async function tellHeld(app: App, ids: readonly string[]): Promise<number> {
  for (const row of ids.length > 0 ? await readRows(app, ids) : []) {
    await sendersOf(app).get(row.channel)?.changed?.(row);
    await app.bus.publish('outbox.changed', { id: row.id, channel: row.channel, state: 'held' });
  }
  return ids.length;
}
