import type { App } from '#platform/app/index.ts';
import { readTopicNames, type TopicName } from '#listen/topics/index.ts';
import { periodView, readAsked, type PeriodAsked } from './asked.ts';
import type { Period } from './domain/period.ts';
import { isKnown, stepOf, stepsOf } from './domain/series.ts';
import { trendErrors } from './errors.ts';
import { knownOf } from './overview.ts';
import type { ShareView } from './schema.ts';
import { selectFirstHours, selectVolumes } from './store.ts';

/** Topics shown where nobody chose. */
const MOST_CHOSEN = 8;
const COMPARED: ReadonlySet<string> = new Set(['brand', 'product', 'competitor']);

/** How much is said of topics beside each other. A post of two topics counts for both. */
export async function readShare(
  app: App,
  asked: PeriodAsked & { topics?: readonly string[] | undefined },
): Promise<ShareView> {
  const { period, against, zone } = readAsked(asked);
  const topics = asked.topics ? await namedTopics(app, asked.topics) : await mostTalkedOf(app, period);
  const ids = topics.map(({ id }) => id);
  const step = stepOf(period);
  const steps = stepsOf(period, step, zone);
  const [rows, rowsBefore, firsts, now] = await Promise.all([
    selectVolumes(app, ids, period, steps),
    selectVolumes(app, ids, against, [against.from]),
    selectFirstHours(app, ids),
    app.db.now(),
  ]);
  const [posts, before] = [sums(rows), sums(rowsBefore)];
  const lines = Map.groupBy(rows, (row) => row.subject);
  const [all, allBefore] = [totalFor(topics, posts), totalFor(topics, before)];
  return {
    period: periodView(period),
    against: periodView(against),
    step,
    steps: steps.map((at) => at.toISOString()),
    topics: topics.map(({ id, name, kind }) => {
      const counted = new Map((lines.get(id) ?? []).map((row) => [row.step, row.posts]));
      const known = knownOf(firsts.get(id), now);
      return {
        id,
        name,
        kind,
        posts: posts.get(id) ?? 0,
        before: before.get(id) ?? 0,
        share: all === 0 ? null : (posts.get(id) ?? 0) / all,
        shareBefore: allBefore === 0 ? null : (before.get(id) ?? 0) / allBefore,
        series: steps.map(
          (at, index) => counted.get(index) ?? (isKnown(at, steps[index + 1], known) ? 0 : null),
        ),
      };
    }),
  };
}

async function namedTopics(app: App, ids: readonly string[]): Promise<TopicName[]> {
  const all = await readTopicNames(app);
  return ids.map((id) => {
    const topic = all.find((one) => one.id === id);
    if (!topic) throw trendErrors('trend.no_subject', { subject: id });
    return topic;
  });
}

async function mostTalkedOf(app: App, period: Period): Promise<TopicName[]> {
  const compared = (await readTopicNames(app)).filter(({ kind }) => COMPARED.has(kind));
  const ids = compared.map(({ id }) => id);
  const posts = sums(await selectVolumes(app, ids, period, [period.from]));
  return compared.sort((a, b) => (posts.get(b.id) ?? 0) - (posts.get(a.id) ?? 0)).slice(0, MOST_CHOSEN);
}

function sums(rows: readonly { subject: string; posts: number }[]): Map<string, number> {
  const sum = new Map<string, number>();
  for (const { subject, posts } of rows) sum.set(subject, (sum.get(subject) ?? 0) + posts);
  return sum;
}

function totalFor(topics: readonly TopicName[], posts: ReadonlyMap<string, number>): number {
  return topics.reduce((total, { id }) => total + (posts.get(id) ?? 0), 0);
}
