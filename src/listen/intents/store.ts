import type { App } from '#platform/app/index.ts';
import { textArray } from '#platform/db/index.ts';

export interface IntentRow {
  id: string;
  name: string;
  examples: number;
}

/** Those that are there, by name. */
export async function selectIntents(app: App): Promise<IntentRow[]> {
  return app.db.query<IntentRow>(
    `select i.id, i.name, count(e.id)::integer as examples from intents i left join intent_examples e on e.intent_id = i.id
      where i.removed_at is null group by i.id order by lower(i.name), i.id`,
  );
}

/** Removed ones included; locked until the transaction ends. */
export async function lockIntent(
  app: App,
  id: string,
): Promise<{ name: string; isRemoved: boolean } | undefined> {
  const [row] = await app.db.query<{ name: string; isRemoved: boolean }>(
    `select name, removed_at is not null as "isRemoved" from intents where id = $1 for update`,
    [id],
  );
  return row;
}

export async function insertIntent(app: App, id: string, name: string): Promise<void> {
  await app.db.query('insert into intents (id, name) values ($1, $2)', [id, name]);
}

/** Makes those names that are not there, in one order, so that two who make them never wait for each other; returns how many. */
export async function insertMissing(
  app: App,
  ids: readonly string[],
  names: readonly string[],
): Promise<number> {
  const made = await app.db.query(
    `insert into intents (id, name) select * from unnest($1::text[], $2::text[]) as given (id, name) order by lower(name)
      on conflict (lower(name)) where removed_at is null do nothing returning id`,
    [textArray(ids), textArray(names)],
  );
  return made.length;
}

export async function updateIntent(app: App, id: string, name: string): Promise<void> {
  await app.db.query('update intents set name = $2 where id = $1', [id, name]);
}

export async function markRemoved(app: App, id: string, isRemoved: boolean): Promise<void> {
  await app.db.query(`update intents set removed_at = case when $2 then now() end where id = $1`, [
    id,
    isRemoved,
  ]);
}

export async function deleteRemoved(app: App, id: string): Promise<void> {
  await app.db.query('delete from intents where id = $1 and removed_at is not null', [id]);
}

/** Adds texts to the intents of these names, which are locked first so that two who add take turns; returns how many were new. */
export async function insertExamples(
  app: App,
  texts: readonly string[],
  names: readonly string[],
): Promise<number> {
  const made = await app.db.query(
    `with given as materialized (select * from unnest($1::text[], $2::text[]) with ordinality g(text, name, place)),
       named as materialized (select id, lower(name) as name from intents
         where removed_at is null and lower(name) in (select lower(name) from given) order by id for update)
     insert into intent_examples (intent_id, text)
       select n.id, g.text from given g join named n on n.name = lower(g.name) order by g.place
     on conflict (intent_id, md5(lower(text))) do nothing returning id`,
    [textArray(texts), textArray(names)],
  );
  return made.length;
}

/** Latest first; `before` is the id of the last one shown. */
export async function selectExamples(
  app: App,
  intentId: string,
  limit: number,
  before: number | undefined,
): Promise<{ id: string; text: string }[]> {
  return app.db.query(
    `select id::text as id, text from intent_examples where intent_id = $1 and ($3::bigint is null or id < $3) order by intent_examples.id desc limit $2`,
    [intentId, limit, before ?? null],
  );
}

export async function deleteExample(app: App, intentId: string, id: string): Promise<string | undefined> {
  const [row] = await app.db.query<{ text: string }>(
    'delete from intent_examples where intent_id = $1 and id = $2 returning text',
    [intentId, id],
  );
  return row?.text;
}

/** Everything there is to learn from, in an order that stays. */
export async function selectAllExamples(app: App): Promise<{ text: string; label: string }[]> {
  return app.db.query(
    `select e.text, i.name as label from intent_examples e join intents i on i.id = e.intent_id
      where i.removed_at is null order by e.id`,
  );
}
