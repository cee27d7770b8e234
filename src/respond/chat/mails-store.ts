import type { App } from '#platform/app/index.ts';

interface MailRow {
  /** Of the outbox. */
  id: string;
  visitId: string;
  lastSeq: number;
  address: string;
  externalId: string | null;
  state: string;
  problem: string | null;
  at: Date;
}

const COLUMNS = `id, visit_id as "visitId", last_seq as "lastSeq", address, external_id as "externalId", state, problem, at`;

export async function insertMail(
  app: App,
  mail: Pick<MailRow, 'id' | 'visitId' | 'lastSeq' | 'address'>,
): Promise<void> {
  await app.db.query('insert into chat_mails (id, visit_id, last_seq, address) values ($1, $2, $3, $4)', [
    mail.id,
    mail.visitId,
    mail.lastSeq,
    mail.address,
  ]);
}

export async function selectMail(app: App, id: string): Promise<MailRow | undefined> {
  const [row] = await app.db.query<MailRow>(`select ${COLUMNS} from chat_mails where id = $1`, [id]);
  return row;
}

export async function selectLastMail(app: App, visitId: string): Promise<MailRow | undefined> {
  const [row] = await app.db.query<MailRow>(
    `select ${COLUMNS} from chat_mails where visit_id = $1 order by id desc limit 1`,
    [visitId],
  );
  return row;
}

export async function updateMail(
  app: App,
  id: string,
  change: Pick<MailRow, 'state' | 'problem' | 'externalId'>,
): Promise<void> {
  await app.db.query(
    'update chat_mails set state = $2, problem = $3, external_id = coalesce($4, external_id) where id = $1',
    [id, change.state, change.problem, change.externalId],
  );
}

/** The mails that these messages of the network are; the same news again changes nothing. */
export function noteMailBack(
  app: App,
  externalId: string,
  state: 'bounced' | 'delayed' | 'complained',
  problem: string,
): Promise<MailRow[]> {
  return app.db.query<MailRow>(
    `update chat_mails set state = $2, problem = $3 where external_id = $1 and state is distinct from $2 returning ${COLUMNS}`,
    [externalId, state, problem],
  );
}
