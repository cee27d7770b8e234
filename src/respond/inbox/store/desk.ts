import type { App } from '#platform/app/index.ts';

/** Adds labels that are new. Answers the spelling of each one, in the order given. */
export async function settleLabels(app: App, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return [];
  const named = new Map(names.toReversed().map((name) => [name.toLowerCase(), name]));
  const keys = [...named.keys()].sort();
  await app.db.query(
    'insert into inbox_labels (key, name) select * from unnest($1::text[], $2::text[]) on conflict (key) do nothing',
    [keys, keys.map((key) => named.get(key))],
  );
  const rows = await app.db.query<{ key: string; name: string }>(
    'select key, name from inbox_labels where key = any($1)',
    [keys],
  );
  const spelled = new Map(rows.map((row) => [row.key, row.name]));
  return names.map((name) => spelled.get(name.toLowerCase()) ?? name);
}

export async function selectLabels(app: App): Promise<{ name: string; count: number }[]> {
  return app.db.query('select name, greatest(uses, 0) as count from inbox_labels order by key limit 500');
}

/** Counts labels up and down, in one order everywhere. */
export async function countLabels(
  app: App,
  changes: readonly { label: string; change: number }[],
): Promise<void> {
  if (changes.length === 0) return;
  const sums = new Map<string, number>();
  for (const { label, change } of changes)
    sums.set(label.toLowerCase(), (sums.get(label.toLowerCase()) ?? 0) + change);
  const keys = [...sums.keys()].sort();
  await app.db.query('select from inbox_labels where key = any($1) order by key for update', [keys]);
  await app.db.query(
    'update inbox_labels l set uses = uses + d.change from unnest($1::text[], $2::int[]) as d (key, change) where l.key = d.key',
    [keys, keys.map((key) => sums.get(key))],
  );
}

/** Forgets those of the labels that no conversation carries. */
export async function deleteUnusedLabels(app: App, labels: readonly string[]): Promise<void> {
  if (labels.length === 0) return;
  await app.db.query('delete from inbox_labels where key = any($1) and uses <= 0', [
    labels.map((label) => label.toLowerCase()),
  ]);
}

export async function selectDraft(
  app: App,
  conversationId: string,
  userId: string,
): Promise<string | undefined> {
  const rows = await app.db.query<{ text: string }>(
    'select text from conversation_drafts where conversation_id = $1 and user_id = $2',
    [conversationId, userId],
  );
  return rows[0]?.text;
}

export async function upsertDraft(
  app: App,
  conversationId: string,
  userId: string,
  text: string,
): Promise<void> {
  await app.db.query(
    `insert into conversation_drafts (conversation_id, user_id, text) values ($1, $2, $3)
     on conflict (conversation_id, user_id) do update set text = excluded.text, updated_at = now()`,
    [conversationId, userId, text],
  );
}

export async function deleteDraft(app: App, conversationId: string, userId: string): Promise<void> {
  await app.db.query('delete from conversation_drafts where conversation_id = $1 and user_id = $2', [
    conversationId,
    userId,
  ]);
}
