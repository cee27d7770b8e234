import type { App } from '#platform/app/index.ts';
import { type Bounds, DAY_MS, type PackedDay } from '../domain/day.ts';

interface Row {
  day: number;
  posts: string;
  answers: string;
  questions: string;
  reactions: number;
  reactedAt: string;
}

/** Days that two periods touch, from the number `from` on, the oldest first; answers for the second period only, times of reactions where a period begins or ends. */
export async function selectDays(
  app: App,
  bounds: Bounds,
  from: number,
  count: number,
): Promise<PackedDay[]> {
  const edges = [bounds.start, bounds.middle, bounds.end].map(numberOf);
  const rows = await app.db.query<Row>(
    `select day - date '1970-01-01' as day, encode(posts, 'base64') as posts, encode(questions, 'base64') as questions,
       case when day >= date '1970-01-01' + $3::int then encode(answers, 'base64') else '' end as answers, octet_length(reactions) / 4 as reactions,
       case when day - date '1970-01-01' = any($4::int[]) then encode(reactions, 'base64') else '' end as "reactedAt"
     from forum_days where day >= date '1970-01-01' + $1::int and day <= date '1970-01-01' + $2::int order by day`,
    [from, Math.min(from + count - 1, edges[2]!), edges[1], edges],
  );
  return rows.map(({ day, posts, answers, questions, reactions, reactedAt }) => ({
    start: day * DAY_MS,
    posts: viewOf(posts),
    answers: viewOf(answers),
    questions: viewOf(questions),
    reactions,
    reactedAt: viewOf(reactedAt),
  }));
}

/** Days since 1970. */
export const numberOf = (time: number): number => Math.floor(time / DAY_MS);

function viewOf(base64: string): DataView {
  const { buffer, byteOffset, byteLength } = Buffer.from(base64, 'base64');
  return new DataView(buffer, byteOffset, byteLength);
}
