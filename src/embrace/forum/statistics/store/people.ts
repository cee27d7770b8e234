import type { App } from '#platform/app/index.ts';
import type { Bounds } from '../domain/day.ts';

export interface People {
  /** Members who read in the period. */
  readers: number[];
  /** Who wrote for the first time in the period, and in it or the one before. */
  newcomers: number[];
  newcomersBefore: number[];
}

/** Members by their numbers. */
export async function selectPeople(app: App, { start, middle, end }: Bounds): Promise<People> {
  const [row] = await app.db.query<Record<keyof People, string>>(
    `select ${numbers('read_at >= $2 and read_at < $3')} as readers, ${numbers('first_at >= $2')} as newcomers, ${numbers('first_at >= $1')} as "newcomersBefore"
       from forum_people where read_at >= $2 or first_at >= $1`,
    [new Date(start), new Date(middle), new Date(end)],
  );
  return {
    readers: numbersIn(row!.readers),
    newcomers: numbersIn(row!.newcomers),
    newcomersBefore: numbersIn(row!.newcomersBefore),
  };
}

const numbers = (condition: string) =>
  `coalesce(encode(string_agg(int4send(number), '') filter (where ${condition}), 'base64'), '')`;

function numbersIn(base64: string): number[] {
  const bytes = Buffer.from(base64, 'base64');
  return Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readInt32BE(index * 4));
}

/** Whose numbers these are. */
export async function selectMembers(app: App, numbers: readonly number[]): Promise<Map<number, string>> {
  const rows = await app.db.query<{ number: number; id: string }>(
    'select number, member_id as id from forum_people where number = any($1)',
    [numbers],
  );
  return new Map(rows.map(({ number, id }) => [number, id]));
}

/** Numbers of categories. */
export async function selectCategoryNumbers(app: App): Promise<Map<string, number>> {
  const rows = await app.db.query<{ id: string; serial: number }>('select id, serial from forum_categories');
  return new Map(rows.map(({ id, serial }) => [id, serial]));
}

/** Questions of any age, older than a day at `end`, in which nobody else wrote. */
export async function countWaiting(app: App, end: number): Promise<number> {
  const [row] = await app.db.query<{ waiting: number }>(
    `select count(*)::int as waiting from forum_threads where kind = 'question' and deleted_at is null and closed_at is null and answers = 0
       and solved_elsewhere is null and not is_answered and created_at < $1::timestamptz - interval '1 day'`,
    [new Date(end)],
  );
  return row!.waiting;
}
