import type { App } from '#platform/app/index.ts';
import { type Conversation, conversationsSince } from '#respond/inbox/index.ts';
import { currentWeights, type Weights } from '#respond/triage/index.ts';
import { likeness } from '../domain/correlation.ts';
import { type Arrival, rankAt, replay, type Waited } from '../domain/replay.ts';
import type { WeightsPreview } from '../schema.ts';
import { checked } from './weights.ts';

const WEEK_MS = 7 * 86_400_000;
const MOST = 10_000;
const SHOWN = 10;
/** Less is no difference that anybody feels. */
const FELT_MS = 60_000;

/** What other weights would have done to last week's queue. Throws `priority.unknown_factor`. */
export async function previewWeights(app: App, given: Weights): Promise<WeightsPreview> {
  const wanted = checked(given);
  const end = app.clock.now().getTime();
  const since = new Date(end - WEEK_MS);
  const [{ rows: looked, share }, present] = await Promise.all([
    conversationsSince(app, { limit: MOST, since }),
    currentWeights(app),
  ]);
  const rows = looked.filter(wantedAnswer);
  const arrivals = rows.map(arrivalOf);
  const answers = rows.flatMap(({ answeredAt, lastPostAt }) =>
    answeredAt && answeredAt >= lastPostAt && answeredAt > since ? answeredAt.getTime() : [],
  );
  const waited = replay(arrivals, answers, present, wanted, end);
  const orderBy = (weights: Weights) => inOrder(arrivals, weights);
  const changed = waited.filter(({ before, after }) => Math.abs(after - before) >= FELT_MS);
  const byChange = changed.toSorted((a, b) => b.after - b.before - (a.after - a.before));
  const excerptOf = new Map(rows.map((row) => [row.id, row.title ?? row.excerpt]));
  const shown = (some: readonly Waited[]) =>
    some.map(({ id, before, after }) => ({
      conversationId: id,
      excerpt: excerptOf.get(id) ?? '',
      before: minutes(before),
      after: minutes(after),
    }));
  return {
    conversations: rows.length,
    share,
    answers: answers.length,
    longer: changed.filter(({ before, after }) => after > before).length,
    shorter: changed.filter(({ before, after }) => after < before).length,
    medianBefore: median(waited.map(({ before }) => before)),
    medianAfter: median(waited.map(({ after }) => after)),
    longest: shown(byChange.filter(({ before, after }) => after > before).slice(0, SHOWN)),
    shortest: shown(
      byChange
        .filter(({ before, after }) => after < before)
        .slice(-SHOWN)
        .toReversed(),
    ),
    ...likeness(orderBy(present), orderBy(wanted)),
  };
}

/** What was finished without a word waited for none. */
function wantedAnswer({ status, answeredAt, lastPostAt }: Conversation): boolean {
  return status !== 'done' || (answeredAt !== null && answeredAt >= lastPostAt);
}

/** Of who was answered already it is only known when they last wrote. */
function arrivalOf({ id, waitingSince, lastPostAt, factors }: Conversation): Arrival {
  return { id, at: (waitingSince ?? lastPostAt).getTime(), factors };
}

function inOrder(arrivals: readonly Arrival[], weights: Weights): string[] {
  return arrivals
    .map(({ id, at, factors }) => ({ id, rank: rankAt(at, factors, weights) }))
    .sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}

function median(times: readonly number[]): number | null {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted.length === 0 ? null : minutes(sorted[sorted.length >> 1]!);
}

function minutes(ms: number): number {
  return Math.max(0, Math.round(ms / 60_000));
}
