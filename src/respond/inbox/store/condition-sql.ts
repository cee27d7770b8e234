import { positive, type Operator, type Question } from '#lib/conditions/index.ts';
import { facet } from '../domain/conversation.ts';

/** Adds a value to the statement and answers its name in it. */
export type Given = (value: unknown) => string;

/** Choices that stand in a column. */
const CHOICES: Readonly<Record<string, string>> = {
  status: 'status',
  channel: 'network',
  team: 'team_id',
  assignee: 'assignee_id',
  account: 'written_to',
};
const LISTS: Readonly<Record<string, { column: string; facet: (value: string) => string }>> = {
  label: { column: 'labels', facet: facet.label },
  topic: { column: 'topic_ids', facet: facet.topic },
};
const NUMBERS: Readonly<Record<string, (now: () => string) => string>> = {
  posts: () => 'cardinality(post_ids)',
  waiting: (now) =>
    `case when waiting_since is not null and status <> 'done' then ${since(now, 'waiting_since', 60)} end`,
  age: (now) => since(now, 'last_post_at', 3600),
};
const COMPARED: Partial<Record<Operator, string>> = {
  'at-least': '>=',
  'at-most': '<=',
  'more-than': '>',
  'less-than': '<',
  is: '=',
};

/**
 * A question about a row of `conversations`, true or false and never null; undefined for facts that do not stand in the row. It says what
 * `respond/conditions` says of the same conversation at the time `now`.
 */
export function questionSql(
  { fact, op: asked, value }: Question,
  given: Given,
  now: Date,
): string | undefined {
  const { op, isNegated } = positive(asked);
  const found = positiveSql({ fact, op, value }, given, now);
  return found === undefined || !isNegated ? found : `not ${found}`;
}

function positiveSql({ fact, op, value }: Question, given: Given, now: Date): string | undefined {
  const [choice, list, number] = [own(CHOICES, fact), own(LISTS, fact), own(NUMBERS, fact)];
  if (choice !== undefined) return choiceSql(choice, op, value, given);
  if (list !== undefined) {
    if (op === 'known') return `(cardinality(${list.column}) > 0)`;
    const wanted = given((value as readonly string[]).map(list.facet));
    return `(facets ${op === 'has-all-of' ? '@>' : '&&'} ${wanted}::text[])`;
  }
  if (number !== undefined)
    return numberSql(
      number(() => `${given(now)}::timestamptz`),
      op,
      value,
      given,
    );
  return fact === 'in-case' ? `((case_id is not null) = ${given(value)}::boolean)` : undefined;
}

function choiceSql(column: string, op: Operator, value: Question['value'], given: Given): string {
  if (op === 'known') return `(${column} is not null)`;
  const wanted = op === 'is' ? [value] : value;
  return `(${column} is not null and ${column} = any(${given(wanted)}::text[]))`;
}

function numberSql(found: string, op: Operator, value: Question['value'], given: Given): string {
  if (op === 'known') return `((${found}) is not null)`;
  const number = (one: unknown) => `${given(one)}::float8`;
  if (op === 'between') {
    const [low, high] = value as readonly [number, number];
    return `coalesce((${found})::float8 between ${number(low)} and ${number(high)}, false)`;
  }
  return `coalesce((${found})::float8 ${COMPARED[op]!} ${number(value)}, false)`;
}

/** Whole minutes or hours, from times without what is less than a millisecond, as the program knows them. */
function since(now: () => string, column: string, seconds: number): string {
  return `greatest(0, floor(extract(epoch from ${now()} - date_trunc('milliseconds', ${column})) / ${seconds}))`;
}

function own<T>(of: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(of, name) ? of[name] : undefined;
}
