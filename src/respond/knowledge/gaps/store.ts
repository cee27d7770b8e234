import type { App } from '#platform/app/index.ts';

export interface GapRow {
  id: string;
  terms: string[];
  words: string[];
  asked: number;
  conversationIds: string[];
  example: string;
  foundAt: Date;
  dismissedAt: Date | null;
}

export async function selectGaps(app: App): Promise<GapRow[]> {
  return app.db.query<GapRow>(
    `select id, terms, words, asked, conversation_ids as "conversationIds", example, found_at as "foundAt", dismissed_at as "dismissedAt"
      from knowledge_gaps order by asked desc, id`,
  );
}

/** What was found now takes the place of what was found before; dismissed ones stay, so that they are not told again. */
export async function replaceGaps(
  app: App,
  rows: readonly Omit<GapRow, 'foundAt' | 'dismissedAt'>[],
): Promise<void> {
  await app.db.query(
    `delete from knowledge_gaps where dismissed_at is null or dismissed_at < now() - interval '180 days'`,
  );
  await app.db.query(
    `insert into knowledge_gaps (id, terms, words, asked, conversation_ids, example)
       select r ->> 'id', array(select jsonb_array_elements_text(r -> 'terms')), array(select jsonb_array_elements_text(r -> 'words')),
         (r ->> 'asked')::integer, array(select jsonb_array_elements_text(r -> 'conversationIds')), r ->> 'example'
       from jsonb_array_elements($1::jsonb) r`,
    [JSON.stringify(rows)],
  );
}

export async function dismissGap(app: App, id: string, by: string): Promise<boolean> {
  const rows = await app.db.query(
    'update knowledge_gaps set dismissed_at = now(), dismissed_by = $2 where id = $1 and dismissed_at is null returning 1',
    [id, by],
  );
  return rows.length > 0;
}
