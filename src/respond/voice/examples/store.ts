import type { App } from '#platform/app/index.ts';

export interface ExampleRow {
  id: string;
  conversationId: string;
  postId: string;
  askedId: string;
  network: string;
  language: string | null;
  question: string;
  answer: string;
  isPrivate: boolean;
  note: string;
  by: string;
  at: Date;
}

const COLUMNS = `id, conversation_id as "conversationId", post_id as "postId", asked_id as "askedId", network, language, question, answer,
  is_private as "isPrivate", note, by_name as by, at`;

/** False when the answer is an example already. */
export async function insertExample(
  app: App,
  row: Omit<ExampleRow, 'at'> & { byId: string },
): Promise<boolean> {
  const rows = await app.db.query(
    `insert into voice_examples (id, conversation_id, post_id, asked_id, network, language, question, answer, is_private, note, by_id, by_name)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing returning 1`,
    [
      row.id,
      row.conversationId,
      row.postId,
      row.askedId,
      row.network,
      row.language,
      row.question,
      row.answer,
      row.isPrivate,
      row.note,
      row.byId,
      row.by,
    ],
  );
  return rows.length > 0;
}

export async function updateExample(
  app: App,
  id: string,
  { question, answer, note }: Pick<ExampleRow, 'question' | 'answer' | 'note'>,
): Promise<boolean> {
  const rows = await app.db.query(
    'update voice_examples set question = $2, answer = $3, note = $4 where id = $1 returning 1',
    [id, question, answer, note],
  );
  return rows.length > 0;
}

export async function selectExample(app: App, id: string): Promise<ExampleRow | undefined> {
  const rows = await app.db.query<ExampleRow>(`select ${COLUMNS} from voice_examples where id = $1`, [id]);
  return rows[0];
}

export async function selectByPost(app: App, postId: string): Promise<ExampleRow | undefined> {
  const rows = await app.db.query<ExampleRow>(`select ${COLUMNS} from voice_examples where post_id = $1`, [
    postId,
  ]);
  return rows[0];
}

/** The newest first, those before an id. */
export async function selectExamples(
  app: App,
  before: string | undefined,
  limit: number,
): Promise<ExampleRow[]> {
  return app.db.query<ExampleRow>(
    `select ${COLUMNS} from voice_examples where $1::text is null or id < $1 order by id desc limit $2`,
    [before ?? null, limit],
  );
}

export async function deleteExamples(
  app: App,
  of: { ids?: readonly string[]; conversationIds?: readonly string[] },
): Promise<number> {
  const rows = await app.db.query(
    'delete from voice_examples where id = any($1) or conversation_id = any($2) returning 1',
    [of.ids ?? [], of.conversationIds ?? []],
  );
  return rows.length;
}
