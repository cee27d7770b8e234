import type { App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import { readPostFacts } from '#listen/posts/index.ts';
import type { TopicName } from '#listen/topics/index.ts';
import { type Cause, causeOf } from '../cause.ts';
import { tell, type Told } from '../deliver/index.ts';
import type { PastAlert } from '../history.ts';
import {
  type IncidentRow,
  insertIncident,
  type NewIncident,
  setCause,
  updateIncident,
} from '../incidents/store.ts';
import type { RuleRow } from '../rules/store.ts';

/** What one look at the minutes goes by. */
export interface Scene {
  app: App;
  rules: readonly RuleRow[];
  topics: ReadonlyMap<string, TopicName>;
  now: Date;
}

type Change = Pick<PastAlert, 'severity' | 'expected' | 'observed' | 'ended' | 'reason'>;
const MINUTE = 60_000;
const MOST_POSTS = 1000;

/** An incident began. Nothing happens where the topic has an open one. */
export async function begin(scene: Scene, incident: Omit<NewIncident, 'id' | 'isPast'>): Promise<void> {
  const row = await insertIncident(scene.app, { ...incident, id: newId('alert'), isPast: false });
  if (!row) return;
  const cause = await findCause(scene.app, row, incident.noticed);
  await tellAll(scene, row, 'start', cause);
}

/** An incident that was over before anybody watched; nobody is told. */
export async function remember(scene: Scene, incident: Omit<NewIncident, 'id' | 'isPast'>): Promise<void> {
  const row = await insertIncident(scene.app, { ...incident, id: newId('alert'), isPast: true });
  if (row) await findCause(scene.app, row, incident.ended ?? incident.noticed);
}

/** It became worse. Rules that wait for that severity hear of it as of a beginning. */
export async function grow(
  scene: Scene,
  row: IncidentRow,
  change: Change & { minute: number },
): Promise<void> {
  await updateIncident(scene.app, row.id, change);
  const cause = await findCause(scene.app, row, change.minute);
  await tellAll(scene, { ...row, ...change, before: row.severity }, 'update', cause);
}

export async function finish(scene: Scene, row: IncidentRow, change: Change): Promise<void> {
  await updateIncident(scene.app, row.id, change);
  const severity = Math.max(row.severity, change.severity);
  await tellAll(
    scene,
    { ...row, ...change, severity, reason: change.reason as IncidentRow['reason'] },
    'end',
    row.cause,
  );
}

type Current = Omit<IncidentRow, 'reason'> & { reason: string | null; before?: number };

async function tellAll(
  scene: Scene,
  row: Current,
  event: 'start' | 'update' | 'end',
  cause: Cause | null,
): Promise<void> {
  const { app, rules, topics, now } = scene;
  await app.bus.publish('alert.changed', { incidentId: row.id });
  if (row.is_snoozed || (event === 'update' && row.acknowledged_by !== null)) return;
  const topic = topics.get(row.topic_id);
  for (const rule of rules) {
    if (!isAbout(rule, row) || row.severity < rule.least_severity) continue;
    const isFirst = event === 'start' || (event === 'update' && (row.before ?? 0) < rule.least_severity);
    const told: Told = {
      incidentId: row.id,
      kind: rule.kind === 'threshold' ? 'threshold' : 'spike',
      event: isFirst ? 'start' : event,
      rule: { id: rule.id, name: rule.name },
      topic: { id: row.topic_id, name: topic?.name ?? '' },
      severity: row.severity,
      since: timeOf(row.since),
      at: now.toISOString(),
      observed: row.observed,
      expected: row.expected,
      reason: row.reason,
      words: cause?.words.map(({ word }) => word) ?? [],
      link: `/alerts/${row.id}`,
    };
    await tell(app, rule, told, now);
  }
}

function isAbout(rule: RuleRow, row: Pick<IncidentRow, 'watch' | 'topic_id'>): boolean {
  const isItsWatch =
    rule.kind === 'spike' ? row.watch === `spike:${rule.sensitivity}` : row.watch === rule.id;
  return isItsWatch && (rule.topic_ids.length === 0 || rule.topic_ids.includes(row.topic_id));
}

/** What the posts since then have in common, against those of the six hours and of the same hours a day before. */
async function findCause(app: App, row: IncidentRow, to: number): Promise<Cause> {
  const read = (from: number, until: number) =>
    readPostFacts(app, {
      topicIds: [row.topic_id],
      from: new Date(from * MINUTE),
      to: new Date(until * MINUTE),
      limit: MOST_POSTS,
      isNewestFirst: true,
    });
  const posts = await read(row.since, to + 1);
  const [before, yesterday] = [
    await read(row.since - 360, row.since),
    await read(row.since - 1440 - 60, to - 1440 + 60),
  ];
  const cause = causeOf(posts, [...before, ...yesterday]);
  await setCause(app, row.id, cause);
  return cause;
}

const timeOf = (minute: number) => new Date(minute * MINUTE).toISOString();
