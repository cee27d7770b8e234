import type { App } from '#platform/app/index.ts';
import type { Cause } from '../domain/guard.ts';
import { USUAL_TRIGGERS } from '../domain/triggers.ts';
import type { Rule } from './schema.ts';

export interface Revision {
  revision: number;
  rules: Rule[];
  what: string;
  byName: string;
  at: Date;
}

const FIELDS = `revision, rules, what, by_name as "byName", at`;

/** The newest first. */
export async function selectRevisions(app: App, limit: number): Promise<Revision[]> {
  const rows = await app.db.query<Revision>(
    `select ${FIELDS} from routing_revisions order by revision desc limit $1`,
    [limit],
  );
  return rows.map((row) => ({ ...row, rules: row.rules.map(completed) }));
}

/** Rules of before there were answers and watchers have none, and run on what all ran on. */
function completed(rule: Rule): Rule {
  return { ...USUAL, ...rule, actions: { ...NONE, ...rule.actions } };
}

const NONE = { answer: null, watchers: [] };
const USUAL = { on: [...USUAL_TRIGGERS], waitMinutes: null };

/** Answers false when somebody else wrote that revision first. */
export async function insertRevision(
  app: App,
  revision: number,
  rules: readonly Rule[],
  what: string,
  by: { id: string; name: string },
): Promise<boolean> {
  const rows = await app.db.query(
    `insert into routing_revisions (revision, rules, what, by_id, by_name) values ($1, $2::jsonb, $3, $4, $5)
     on conflict (revision) do nothing returning revision`,
    [revision, JSON.stringify(rules), what, by.id, by.name],
  );
  return rows.length > 0;
}

/** How many conversations each rule fitted in the last seven days. */
export async function countMoves(app: App): Promise<Map<string, number>> {
  const rows = await app.db.query<{ ruleId: string; count: number }>(
    `select rule_id as "ruleId", count(distinct conversation_id)::int as count from routing_moves where at > now() - interval '7 days' group by 1`,
  );
  return new Map(rows.map((row) => [row.ruleId, row.count]));
}

/** `cause`: what follows from it comes from these rules. */
export async function insertMoves(
  app: App,
  conversationId: string,
  ruleIds: readonly string[],
  { chain, depth }: Cause,
): Promise<void> {
  const text =
    'insert into routing_moves (conversation_id, rule_id, chain, depth) select $1, unnest($2::text[]), $3, $4';
  await app.db.send([{ text, values: [conversationId, ruleIds, chain, depth] }]);
}

/** Figures look back a week; older rows are of no use. Revisions are kept: they are few. */
export async function deleteOldMoves(app: App): Promise<void> {
  await app.db.query(`delete from routing_moves where at < now() - interval '30 days'`);
  await app.db.query(`delete from routing_escalations where at < now() - interval '90 days'`);
}
