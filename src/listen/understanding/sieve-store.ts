import type { App } from '#platform/app/index.ts';
import type { Condition } from './sieve.ts';

/** Ids of posts whose labels pass every condition or were corrected by somebody, newest first, older than `before`. */
export async function selectThrough(
  app: App,
  conditions: readonly Condition[],
  before: string | undefined,
  limit: number,
): Promise<string[]> {
  const values: unknown[] = [before ?? null, limit];
  const given = (value: unknown) => `$${values.push(value)}`;
  const passes = conditions.map((condition) => textOf(condition, given)).join(' and ');
  const rows = await app.db.query<{ post_id: string }>(
    `select post_id from post_labels
      where ($1::text is null or post_id < $1) and ((${passes}) or post_id in (select post_id from label_corrections)
        or post_id in (select post_id from label_opinions where said is not null))
      order by post_id desc limit $2`,
    values,
  );
  return rows.map((row) => row.post_id);
}

function textOf(condition: Condition, given: (value: unknown) => string): string {
  if ('anyOf' in condition)
    return `(${condition.anyOf.map((one) => textOf(one, given)).join(' or ') || 'false'})`;
  if ('intent' in condition)
    return `(intents is not null and lower(intents -> 0 ->> 0) = ${given(condition.intent)})`;
  const { column } = condition;
  if ('atLeast' in condition) return `${column} >= ${given(condition.atLeast)}::int`;
  if ('hasBits' in condition) return `${column} & ${given(condition.hasBits)}::int <> 0`;
  const values = condition.isOneOf
    .map(given)
    .map((value) => `${value}${typeof condition.isOneOf[0] === 'number' ? '::int' : '::text'}`);
  return `${column} in (${values.join(', ')})`;
}
