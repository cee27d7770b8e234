import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { readAccounts } from '#people/accounts/index.ts';
import { resolveNoticesAbout } from '#people/notices/index.ts';
import { users } from '#people/sessions/index.ts';
import { readMinuteCounts } from '#listen/posts/index.ts';
import { readTopicNames } from '#listen/topics/index.ts';
import { alertErrors } from '../errors.ts';
import { listDeliveries } from '../deliver/index.ts';
import type { HandleInput, IncidentDetail, IncidentView } from './schema.ts';
import {
  type IncidentRow,
  type IncidentsAsked,
  selectIncident,
  selectIncidents,
  setHandled,
} from './store.ts';

export async function listIncidents(app: App, asked: IncidentsAsked): Promise<IncidentView[]> {
  const rows = await selectIncidents(app, asked);
  const [names, people] = await Promise.all([topicNames(app), staffNames(app)]);
  return rows.map((row) => toView(row, names, people));
}

export async function readIncident(app: App, id: string): Promise<IncidentDetail> {
  const row = await selectIncident(app, id);
  if (!row) throw alertErrors('alert.no_incident', { id });
  const [names, people, deliveries, chart] = await Promise.all([
    topicNames(app),
    staffNames(app),
    listDeliveries(app, id),
    chartOf(app, row),
  ]);
  const accounts = await readAccounts(app, row.cause?.authors.map(({ accountId }) => accountId) ?? []);
  const cause = row.cause && {
    ...row.cause,
    // Incidents of earlier versions have neither.
    places: row.cause.places ?? [],
    talk: row.cause.talk ?? null,
    authors: row.cause.authors.map((author) => {
      const account = accounts.get(author.accountId);
      return { ...author, handle: account?.handle ?? '', name: account?.displayName ?? null };
    }),
  };
  return { ...toView(row, names, people), cause, chart, deliveries };
}

/** Acknowledges, snoozes or judges an incident. What informed about it in the console has done its work then. */
export async function handleIncident(
  app: App,
  actor: Actor,
  id: string,
  told: HandleInput,
): Promise<IncidentDetail> {
  await app.db.transaction(async () => {
    if (!(await setHandled(app, id, actor.id, told))) throw alertErrors('alert.no_incident', { id });
    await audit(app, actor, { action: 'alert.handled', subject: id, detail: { ...told } });
    await resolveNoticesAbout(app, [`/alerts/${id}`]);
    await app.bus.publish('alert.changed', { incidentId: id });
  });
  return readIncident(app, id);
}

function toView(
  row: IncidentRow,
  names: ReadonlyMap<string, string>,
  people: ReadonlyMap<string, string>,
): IncidentView {
  return {
    id: row.id,
    kind: row.watch.startsWith('spike:') ? 'spike' : 'threshold',
    topic: { id: row.topic_id, name: names.get(row.topic_id) ?? '' },
    since: timeOf(row.since),
    noticed: timeOf(row.noticed),
    ended: row.ended === null ? null : timeOf(row.ended),
    reason: row.reason,
    severity: row.severity,
    expected: row.expected,
    observed: row.observed,
    isPast: row.is_past,
    acknowledged:
      row.acknowledged_at === null
        ? null
        : { by: people.get(row.acknowledged_by ?? '') ?? '', at: row.acknowledged_at.toISOString() },
    snoozedUntil: row.is_snoozed ? (row.snoozed_until?.toISOString() ?? null) : null,
    verdict: row.verdict,
  };
}

const MINUTES_BEFORE = 6 * 60;
const MINUTES_AFTER = 2 * 60;
const STEPS = [5, 15, 30, 60, 120];
const MOST_POINTS = 200;

/** Posts around an incident in steps that make at most 200 points. */
async function chartOf(app: App, row: IncidentRow): Promise<IncidentDetail['chart']> {
  const [clock] = await app.db.query<{ minute: number }>(
    'select floor(extract(epoch from now()) / 60)::int as minute',
  );
  const now = clock!.minute;
  const from = row.since - MINUTES_BEFORE;
  const to = Math.min(now, (row.ended ?? now) + MINUTES_AFTER);
  const step = STEPS.find((minutes) => (to - from) / minutes <= MOST_POINTS) ?? STEPS.at(-1)!;
  const first = Math.floor(from / step) * step;
  const counts = (await readMinuteCounts(app, { from: first, to, topicIds: [row.topic_id] })).get(
    row.topic_id,
  );
  const points: IncidentDetail['chart']['points'] = [];
  for (let at = first; at + step <= to; at += step) {
    let posts = 0;
    for (let minute = at; minute < at + step; minute++) posts += counts?.get(minute) ?? 0;
    const usual = row.usual.findLast(([hour]) => hour <= at);
    const [mean, high] = usual ? [usual[1] * step, usual[2] * step] : [null, null];
    points.push({ at: timeOf(at), posts, mean, high });
  }
  return { stepMinutes: step, points };
}

async function topicNames(app: App): Promise<Map<string, string>> {
  return new Map((await readTopicNames(app)).map(({ id, name }) => [id, name]));
}

async function staffNames(app: App): Promise<Map<string, string>> {
  return new Map((await users.list(app)).map((user) => [user.id, user.name]));
}

const timeOf = (minute: number) => new Date(minute * 60_000).toISOString();
