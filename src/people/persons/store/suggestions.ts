import type { App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import type { Evidence, EvidenceKind } from '../domain/evidence.ts';

export interface SuggestionRow {
  id: string;
  accountA: string;
  accountB: string;
  kind: EvidenceKind;
  evidence: Evidence[];
  state: 'open' | 'accepted' | 'refused';
  createdAt: Date;
}

const COLUMNS = `id, account_a as "accountA", account_b as "accountB", kind, evidence, state, created_at as "createdAt"`;

/** Adds a suggestion, or renews the evidence of the open one; one that was refused stays refused. */
export async function upsertSuggestion(
  app: App,
  pair: readonly [string, string],
  kind: EvidenceKind,
  evidence: readonly Evidence[],
): Promise<void> {
  const [a, b] = pair[0] < pair[1] ? pair : [pair[1], pair[0]];
  await app.db.query(
    `insert into person_suggestions (id, account_a, account_b, kind, evidence) values ($1, $2, $3, $4, $5::jsonb)
     on conflict (account_a, account_b, kind) do update set evidence = excluded.evidence where person_suggestions.state = 'open'`,
    [newId('psug'), a, b, kind, JSON.stringify(evidence)],
  );
}

export async function selectOpenOf(app: App, accountIds: readonly string[]): Promise<SuggestionRow[]> {
  return app.db.query<SuggestionRow>(
    `select ${COLUMNS} from person_suggestions where state = 'open' and (account_a = any($1) or account_b = any($1)) order by id desc limit 50`,
    [accountIds],
  );
}

export async function selectOpen(
  app: App,
  before: string | undefined,
  limit: number,
): Promise<SuggestionRow[]> {
  return app.db.query<SuggestionRow>(
    `select ${COLUMNS} from person_suggestions where state = 'open' and ($1::text is null or id < $1) order by id desc limit $2`,
    [before ?? null, limit],
  );
}

export async function lockSuggestion(app: App, id: string): Promise<SuggestionRow | undefined> {
  const rows = await app.db.query<SuggestionRow>(
    `select ${COLUMNS} from person_suggestions where id = $1 and state = 'open' for update`,
    [id],
  );
  return rows[0];
}

export async function decideSuggestion(
  app: App,
  id: string,
  decision: { state: 'open' | 'accepted' | 'refused'; reason: string | null; by: string },
): Promise<void> {
  await app.db.query(
    `update person_suggestions set state = $2, reason = $3, decided_by = $4, decided_at = now() where id = $1`,
    [id, decision.state, decision.reason, decision.by],
  );
}

/** What was accepted among these accounts is open again: the join was taken back. */
export async function reopenSuggestions(app: App, accountIds: readonly string[]): Promise<void> {
  await app.db.query(
    `update person_suggestions set state = 'open', reason = null, decided_by = null, decided_at = null
      where state = 'accepted' and account_a = any($1) and account_b = any($1)`,
    [accountIds],
  );
}
