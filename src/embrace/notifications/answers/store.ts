import type { App } from '#platform/app/index.ts';
import type { MailAnswer } from '#connectors/kit/index.ts';
import type { NewsRow } from '../list/store.ts';

export interface AnswerRow {
  id: string;
  ref: string;
  memberId: string | null;
  from: string;
  isGenuine: boolean | null;
  text: string;
  files: MailAnswer['files'];
  state: 'waiting' | 'posted' | 'refused' | 'dropped';
  reason: string | null;
  outId: string | null;
  address: string | null;
  handedAt: Date | null;
  at: Date;
}

const ANSWER = `id, ref, member_id as "memberId", mail_from as "from", is_genuine as "isGenuine", text, files, state, reason, out_id as "outId", address,
  handed_at as "handedAt", at`;

/** Without signs that no row can hold. */
const kept = (text: string): string => text.replaceAll('\0', '').toWellFormed();

/** False where the same mail was taken before. */
export async function insertAnswer(app: App, id: string, answer: MailAnswer): Promise<boolean> {
  const { messageId, ref, from, isGenuine, text, files } = answer;
  const rows = await app.db.query(
    `insert into notification_answers (id, message_id, ref, mail_from, is_genuine, text, files) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict do nothing returning 1`,
    [
      id,
      kept(messageId.slice(0, 500)),
      kept(ref),
      kept(from),
      isGenuine ?? null,
      kept(text),
      JSON.stringify(files.map((file) => ({ ...file, name: kept(file.name) }))),
    ],
  );
  return rows.length > 0;
}

/** Those after an id, in the order in which they came. */
export function selectWaiting(app: App, after: string, limit: number): Promise<AnswerRow[]> {
  return app.db.query<AnswerRow>(
    `select ${ANSWER} from notification_answers where state = 'waiting' and id > $1 order by id limit $2`,
    [after, limit],
  );
}

export async function selectAnswer(
  app: App,
  by: { id: string } | { outId: string },
): Promise<AnswerRow | undefined> {
  const [row] = await app.db.query<AnswerRow>(
    `select ${ANSWER} from notification_answers where ${'id' in by ? 'id' : 'out_id'} = $1`,
    ['id' in by ? by.id : by.outId],
  );
  return row;
}

/** Its words, and who wrote them, are kept no longer. False where somebody else has settled it. */
export async function settle(
  app: App,
  id: string,
  change: Pick<AnswerRow, 'state' | 'memberId' | 'reason' | 'address'>,
): Promise<boolean> {
  const rows = await app.db.query(
    `update notification_answers set state = $2, member_id = $3, reason = $4, address = $5, text = '', files = '[]', mail_from = ''
      where id = $1 and state = 'waiting' returning 1`,
    [id, change.state, change.memberId, change.reason, change.address],
  );
  return rows.length > 0;
}

/** How many refusals a member was mailed within a day. */
export async function countRefusals(app: App, memberId: string): Promise<number> {
  const [row] = await app.db.query<{ count: number }>(
    `select count(*)::int as count from notification_answers where member_id = $1 and out_id is not null and at > now() - interval '1 day'`,
    [memberId],
  );
  return row!.count;
}

export async function writeOut(app: App, id: string, outId: string): Promise<void> {
  await app.db.query('update notification_answers set out_id = $2 where id = $1', [id, outId]);
}

/** Null: the server certainly did not take it. */
export async function writeHanded(app: App, id: string, isHanded: boolean): Promise<void> {
  await app.db.query(
    'update notification_answers set handed_at = case when $2 then now() end where id = $1',
    [id, isHanded],
  );
}

/** What a mail told of: whom, of which kind, about what. */
export type ToldRow = Pick<NewsRow, 'memberId' | 'kind' | 'subject' | 'item' | 'title' | 'path'>;

export async function selectTold(app: App, id: string): Promise<ToldRow | undefined> {
  const [row] = await app.db.query<ToldRow>(
    'select member_id as "memberId", kind, subject, item, title, path from notifications where id = $1',
    [id],
  );
  return row;
}
