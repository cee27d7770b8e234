import type { App } from '#platform/app/index.ts';
import type { WordInput, WordView } from '../schema.ts';

const WORD = `id, pattern, is_expression as "isExpression", action, replacement, reason, is_on as "isOn", hits`;

export async function selectWords(app: App): Promise<WordView[]> {
  return app.db.query<WordView>(`select ${WORD} from moderation_words order by id desc`);
}

export async function upsertWord(app: App, id: string, word: WordInput): Promise<void> {
  await app.db.query(
    `insert into moderation_words (id, pattern, is_expression, action, replacement, reason, is_on) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (id) do update set pattern = excluded.pattern, is_expression = excluded.is_expression, action = excluded.action,
       replacement = excluded.replacement, reason = excluded.reason, is_on = excluded.is_on`,
    [id, word.pattern, word.isExpression, word.action, word.replacement, word.reason, word.isOn],
  );
}

export async function deleteWord(app: App, id: string): Promise<boolean> {
  const rows = await app.db.query('delete from moderation_words where id = $1 returning 1', [id]);
  return rows.length > 0;
}

export async function countHits(app: App, ids: readonly string[]): Promise<void> {
  await app.db.query(
    `update moderation_words w set hits = hits + 1 from (select id from moderation_words where id = any($1) order by id for update) l where w.id = l.id`,
    [ids],
  );
}
