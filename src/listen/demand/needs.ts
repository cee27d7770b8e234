import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { forgetNotices } from '#people/notices/index.ts';
import { readTopicNames } from '#listen/topics/index.ts';
import { COUNT_JOB } from './counting.ts';
import { daysUntil, zoneOf } from './domain/days.ts';
import { demandErrors } from './errors.ts';
import { needChange, type NeedChange, type NeedInput, needInput, type NeedView } from './schema.ts';
import {
  deleteNeed,
  insertNeed,
  lockNeed,
  markDays,
  type NeedRow,
  selectNeed,
  selectNeeds,
  setCountedFrom,
  updateNeed,
} from './store.ts';

/** The usual is learned from so many days before the window. */
export const PAST_DAYS = 56;
const COUNTED_DAYS = PAST_DAYS + 7;

export async function listNeeds(app: App): Promise<NeedView[]> {
  return (await selectNeeds(app)).map(toView);
}

/** Throws `demand.no_need`. */
export async function needRow(app: App, id: string): Promise<NeedRow> {
  return there(id, await selectNeed(app, id));
}

function there(id: string, row: NeedRow | undefined): NeedRow {
  if (!row) throw demandErrors('demand.no_need', { id });
  return row;
}

/** Makes a need; its past is counted in the background, the latest days first. */
export async function createNeed(app: App, actor: Actor, given: NeedInput): Promise<NeedView> {
  const input = needInput.parse(given);
  await mustKnow(app, input.topicIds);
  const id = newId('need');
  const days = daysUntil(app.clock.now(), COUNTED_DAYS, zoneOf(input.zone));
  await app.db.transaction(async () => {
    await insertNeed(app, { id, ...valuesOf(input) }, days[0]!);
    await recount(app, id, days);
    await changed(app, actor, 'demand.need_created', id, input);
  });
  return toView(await needRow(app, id));
}

/** Changes a need; with other topics, or by other clocks, everything is counted again. */
export async function changeNeed(app: App, actor: Actor, id: string, given: NeedChange): Promise<NeedView> {
  const change = needChange.parse(given);
  if (change.topicIds) await mustKnow(app, change.topicIds);
  await app.db.transaction(async () => {
    const before = toView(there(id, await lockNeed(app, id)));
    await updateNeed(app, { id, ...valuesOf({ ...before, ...change }) });
    const zone = change.zone ?? before.zone;
    const isOther = change.topicIds && change.topicIds.join() !== before.topicIds.join();
    if (isOther || zone !== before.zone) await countAnew(app, id, zone);
    await changed(app, actor, 'demand.need_changed', id, change);
  });
  return toView(await needRow(app, id));
}

/** The page of a need in the console. */
export function linkOf(id: string): string {
  return `/demand/${id}`;
}

/** Removes a need with its counts, its alerts and what the owners were told of them; the posts stay. */
export async function removeNeed(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    const { name } = there(id, await lockNeed(app, id));
    await deleteNeed(app, id);
    await forgetNotices(app, [linkOf(id)]);
    await changed(app, actor, 'demand.need_removed', id, { name });
  });
}

export function toView(row: NeedRow): NeedView {
  return {
    id: row.id,
    name: row.name,
    topicIds: row.topic_ids,
    item: row.item,
    itemNames: row.item_names,
    zone: row.zone,
    leadDays: row.lead_days,
    alertFrom: row.alert_from,
    isCounting: row.due > 0,
    dueDays: row.due,
    openAlerts: row.open_alerts,
  };
}

function valuesOf(
  input: Pick<NeedView, 'name' | 'topicIds' | 'item' | 'itemNames' | 'zone' | 'leadDays' | 'alertFrom'>,
) {
  return {
    name: input.name,
    topic_ids: [...new Set(input.topicIds)],
    item: input.item,
    item_names: [...new Set(input.itemNames)],
    zone: input.zone,
    lead_days: input.leadDays,
    alert_from: input.alertFrom,
  };
}

async function countAnew(app: App, id: string, zone: string): Promise<void> {
  const days = daysUntil(app.clock.now(), COUNTED_DAYS, zoneOf(zone));
  await setCountedFrom(app, id, days[0]!);
  await recount(app, id, days);
}

async function recount(app: App, id: string, days: readonly string[]): Promise<void> {
  await markDays(app, id, days);
  await app.jobs.enqueue(COUNT_JOB, {}, { key: COUNT_JOB });
}

async function mustKnow(app: App, topicIds: readonly string[]): Promise<void> {
  const known = new Set((await readTopicNames(app)).map(({ id }) => id));
  const unknown = topicIds.find((id) => !known.has(id));
  if (unknown !== undefined) throw demandErrors('demand.no_topic', { id: unknown });
}

async function changed(app: App, actor: Actor, action: string, id: string, details: object): Promise<void> {
  await audit(app, actor, { action, subject: id, detail: { ...details } });
  await app.bus.publish('demand.changed', { needId: id });
}
