import { SpikeDetector } from '#lib/spikes/index.ts';
import type { App } from '#platform/app/index.ts';
import { readMinuteCounts } from '#listen/posts/index.ts';
import { readTopicNames } from '#listen/topics/index.ts';
import type { Backtest, BacktestInput } from './schema.ts';
import { Alerts, type PastAlert, thresholdAlerts, walk } from '../history.ts';
import { SENSITIVITIES } from '../sensitivity.ts';

const DAY = 1440;
/** Days before the asked ones from which the detector learns. */
const DAYS_TO_LEARN = 28;
const MOST_TOPICS = 20;
const MOST_MS = 8000;

interface Looked {
  topicId: string;
  topic: string;
  alerts: PastAlert[];
  posts: number;
  first: number | undefined;
  hours: Map<number, { posts: number; mean: number | null; high: number | null }>;
}

/** Looks at the stored posts as the rule would have. Stops after some seconds or twenty topics and says how many were left out. */
export async function backtest(app: App, asked: BacktestInput): Promise<Backtest> {
  const [clock] = await app.db.query<{ minute: number }>(
    'select floor(extract(epoch from now()) / 60)::int as minute',
  );
  const to = clock!.minute;
  const names = (await readTopicNames(app)).filter(
    ({ id }) => asked.topicIds.length === 0 || asked.topicIds.includes(id),
  );
  const started = performance.now();
  const looked: Looked[] = [];
  for (const { id, name } of names.slice(0, MOST_TOPICS)) {
    if (performance.now() - started > MOST_MS) break;
    const from = to - (asked.days + DAYS_TO_LEARN) * DAY;
    const counts = (await readMinuteCounts(app, { from, to, topicIds: [id] })).get(id);
    looked.push(lookAt({ topicId: id, topic: name }, counts ?? new Map(), asked, from, to));
  }
  return told(asked, looked, names.length, to);
}

function lookAt(
  topic: Pick<Looked, 'topicId' | 'topic'>,
  counts: ReadonlyMap<number, number>,
  asked: BacktestInput,
  from: number,
  to: number,
): Looked {
  const start = to - asked.days * DAY;
  const first =
    counts.size === 0 ? undefined : [...counts.keys()].reduce((least, one) => Math.min(least, one));
  const hours: Looked['hours'] = new Map();
  let posts = 0;
  for (const [minute, count] of counts) {
    if (minute < start) continue;
    posts += count;
    const hour = Math.floor(minute / 60);
    hours.set(hour, { posts: (hours.get(hour)?.posts ?? 0) + count, mean: null, high: null });
  }
  const looked = { ...topic, posts, first, hours };
  if (asked.kind === 'threshold') return { ...looked, alerts: thresholdAlerts(counts, asked, start, to) };
  if (asked.kind === 'posts' || first === undefined) return { ...looked, alerts: [] };
  const alerts = new Alerts();
  const detector = new SpikeDetector({ zone: asked.zone, target: SENSITIVITIES[asked.sensitivity] });
  walk(detector, counts, Math.max(from, first), to, (minute, events) => {
    for (const event of events) if (minute >= start || event.event !== 'start') alerts.add(event);
    if (minute % 60 !== 30 || minute < start) return;
    const { mean, high } = detector.usual;
    const hour = Math.floor(minute / 60);
    hours.set(hour, { posts: hours.get(hour)?.posts ?? 0, mean: mean * 60, high: high * 60 });
  });
  const isTold = ({ noticed, severity }: PastAlert) => noticed >= start && severity >= asked.leastSeverity;
  return { ...looked, alerts: alerts.all.filter(isTold) };
}

function told(asked: BacktestInput, looked: readonly Looked[], topics: number, to: number): Backtest {
  const alerts = looked
    .flatMap(({ topicId, topic, alerts }) => alerts.map((alert) => ({ topicId, topic, ...alert })))
    .sort((a, b) => b.since - a.since);
  const shown = looked.toSorted((a, b) => b.alerts.length - a.alerts.length || b.posts - a.posts)[0];
  const firsts = looked.flatMap(({ first }) => first ?? []);
  const known = firsts.length === 0 ? 0 : (to - Math.min(...firsts)) / DAY;
  return {
    days: asked.days,
    daysKnown: Math.min(asked.days, Math.round(known * 10) / 10),
    topics: looked.length,
    leftOut: topics - looked.length,
    count: asked.kind === 'posts' ? messagesOf(looked, asked.perHour) : alerts.length,
    alerts: alerts.slice(0, 200).map((alert) => ({
      topicId: alert.topicId,
      topic: alert.topic,
      since: timeOf(alert.since),
      noticed: timeOf(alert.noticed),
      ended: alert.ended === null ? null : timeOf(alert.ended),
      severity: alert.severity,
      observed: alert.observed,
      expected: alert.expected,
    })),
    series: shown ? seriesOf(shown, asked, to) : null,
  };
}

function messagesOf(looked: readonly Looked[], perHour: number): number {
  const all = looked.flatMap(({ hours }) => [...hours.values()]);
  return all.reduce((sum, { posts }) => sum + Math.min(posts, perHour), 0);
}

function seriesOf(
  { topicId, topic, hours }: Looked,
  { days }: BacktestInput,
  to: number,
): Backtest['series'] {
  const last = Math.floor(to / 60);
  const points = Array.from({ length: days * 24 }, (_, index) => {
    const hour = last - days * 24 + 1 + index;
    return { at: timeOf(hour * 60), ...(hours.get(hour) ?? { posts: 0, mean: null, high: null }) };
  });
  return { topicId, topic, points };
}

const timeOf = (minute: number) => new Date(minute * 60_000).toISOString();
