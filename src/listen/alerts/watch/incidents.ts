import type { App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import type { TopicName } from '#listen/topics/index.ts';
import { type Cause, findCause, type KeptCause, toldCause } from '../cause/index.ts';
import { tell, type Told } from '../deliver/index.ts';
import type { PastAlert } from '../history.ts';
import {
  type IncidentRow,
  insertIncident,
  type NewIncident,
  setCause,
  updateIncident,
} from '../incidents/store.ts';
import { isAbout } from '../rules/about.ts';
import type { RuleRow } from '../rules/store.ts';

/** What one look at the minutes goes by. */
export interface Scene {
  app: App;
  rules: readonly RuleRow[];
  topics: ReadonlyMap<string, TopicName>;
  now: Date;
  /** For how many incidents of this look the talk is still looked for: each takes up to a second. */
  talks: number;
}

type Change = Pick<PastAlert, 'severity' | 'expected' | 'observed' | 'ended' | 'reason'>;
const MINUTE = 60_000;

/** An incident began. Nothing happens where the topic has an open one. */
export async function begin(scene: Scene, incident: Omit<NewIncident, 'id' | 'isPast'>): Promise<void> {
  const row = await insertIncident(scene.app, { ...incident, id: newId('alert'), isPast: false });
  if (!row) return;
  const cause = await keepCause(scene, row, incident.noticed);
  await tellAll(scene, row, 'start', cause);
}

/** An incident that was over before anybody watched; nobody is told. */
export async function remember(scene: Scene, incident: Omit<NewIncident, 'id' | 'isPast'>): Promise<void> {
  const row = await insertIncident(scene.app, { ...incident, id: newId('alert'), isPast: true });
  if (row) await keepCause(scene, row, incident.ended ?? incident.noticed);
}

/** It became worse. Rules that wait for that severity hear of it as of a beginning. */
export async function grow(
  scene: Scene,
  row: IncidentRow,
  change: Change & { minute: number },
): Promise<void> {
  await updateIncident(scene.app, row.id, change);
  const cause = await keepCause(scene, row, change.minute);
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
  cause: KeptCause | null,
): Promise<void> {
  const { app, rules, topics, now } = scene;
  await app.bus.publish('alert.changed', { incidentId: row.id });
  if (row.is_snoozed || (event === 'update' && row.acknowledged_by !== null)) return;
  const topic = topics.get(row.topic_id);
  const about = cause && (await toldCause(app, cause));
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
      ...(about && { cause: about }),
      link: `/alerts/${row.id}`,
    };
    await tell(app, rule, told, now);
  }
}

async function keepCause(scene: Scene, row: IncidentRow, to: number): Promise<Cause> {
  const hasTalk = scene.talks > 0;
  scene.talks -= 1;
  const cause = await findCause(scene.app, { topicId: row.topic_id, since: row.since, to, hasTalk });
  await setCause(scene.app, row.id, cause);
  return cause;
}

const timeOf = (minute: number) => new Date(minute * MINUTE).toISOString();
