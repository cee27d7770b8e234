import type { App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import type { PageChoice } from './domain.ts';

export interface CasePageRow extends PageChoice {
  id: string;
  caseId: string;
  createdByName: string;
  createdAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
  openedAt: Date | null;
}

const COLUMNS = `id, case_id as "caseId", conversation_ids as "conversationIds", shows_fields as "showsFields", shows_promises as "showsPromises",
  next_step as "nextStep", created_by_name as "createdByName", created_at as "createdAt", expires_at as "expiresAt", revoked_at as "revokedAt", opened_at as "openedAt"`;

/** Adds a page; how long it works is the company's setting. */
export async function insertPage(
  app: App,
  page: PageChoice & { tokenHash: string; caseId: string; createdBy: string; createdByName: string },
): Promise<CasePageRow> {
  const rows = await app.db.query<CasePageRow>(
    `insert into case_pages (id, token_hash, case_id, conversation_ids, shows_fields, shows_promises, next_step, created_by, created_by_name, expires_at)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9, now() + make_interval(days => days) from case_page_settings returning ${COLUMNS}`,
    [
      newId('cpage'),
      page.tokenHash,
      page.caseId,
      page.conversationIds,
      page.showsFields,
      page.showsPromises,
      page.nextStep,
      page.createdBy,
      page.createdByName,
    ],
  );
  return rows[0]!;
}

/** The page of a link, as long as it works. */
export async function selectByHash(app: App, tokenHash: string): Promise<CasePageRow | undefined> {
  const rows = await app.db.query<CasePageRow>(
    `select ${COLUMNS} from case_pages where token_hash = $1 and revoked_at is null and expires_at > now()`,
    [tokenHash],
  );
  return rows[0];
}

export async function noteOpened(app: App, id: string): Promise<void> {
  await app.db.query('update case_pages set opened_at = now() where id = $1 and opened_at is null', [id]);
}

/** Pages of a case, newest first, those that do not work any more included. */
export async function selectPages(app: App, caseId: string): Promise<CasePageRow[]> {
  return app.db.query<CasePageRow>(
    `select ${COLUMNS} from case_pages where case_id = $1 order by id desc limit 100`,
    [caseId],
  );
}

/** A page that was not taken back, locked until the transaction ends. */
export async function lockPage(app: App, id: string): Promise<CasePageRow | undefined> {
  const rows = await app.db.query<CasePageRow>(
    `select ${COLUMNS} from case_pages where id = $1 and revoked_at is null for no key update`,
    [id],
  );
  return rows[0];
}

/** Changes what a page shows. */
export async function updateChoice(app: App, id: string, choice: PageChoice): Promise<CasePageRow> {
  const rows = await app.db.query<CasePageRow>(
    `update case_pages set conversation_ids = $2, shows_fields = $3, shows_promises = $4, next_step = $5 where id = $1 returning ${COLUMNS}`,
    [id, choice.conversationIds, choice.showsFields, choice.showsPromises, choice.nextStep],
  );
  return rows[0]!;
}

/** The link leads nowhere from now on; undefined when there is none. */
export async function revokePage(app: App, id: string): Promise<CasePageRow | undefined> {
  const rows = await app.db.query<CasePageRow>(
    `update case_pages set revoked_at = coalesce(revoked_at, now()) where id = $1 returning ${COLUMNS}`,
    [id],
  );
  return rows[0];
}

export interface PageEvent {
  kind: 'wrote' | 'file' | 'reopened' | 'rated' | 'no-call';
  text: string | null;
  rating: number | null;
  at: Date;
}

export async function insertEvent(
  app: App,
  page: Pick<CasePageRow, 'id' | 'caseId'>,
  event: Omit<PageEvent, 'at'>,
): Promise<void> {
  await app.db.query(
    'insert into case_page_events (id, page_id, case_id, kind, text, rating) values ($1, $2, $3, $4, $5, $6)',
    [newId('cpev'), page.id, page.caseId, event.kind, event.text, event.rating],
  );
}

export async function selectEvents(app: App, pageId: string): Promise<PageEvent[]> {
  return app.db.query<PageEvent>(
    'select kind, text, rating, at from case_page_events where page_id = $1 order by id limit 500',
    [pageId],
  );
}

/** How much was done on a page since yesterday. The page stays locked until the transaction ends. */
export async function countToday(app: App, pageId: string): Promise<number> {
  await app.db.query('select from case_pages where id = $1 for no key update', [pageId]);
  const rows = await app.db.query<{ count: number }>(
    `select count(*)::int as count from case_page_events where page_id = $1 and at > now() - interval '1 day'`,
    [pageId],
  );
  return rows[0]!.count;
}

/** Removes pages that stopped working a month ago, and those of cases that are gone. */
export async function deleteOver(app: App): Promise<void> {
  await app.db.query(
    `delete from case_pages where expires_at < now() - interval '30 days' or revoked_at < now() - interval '30 days'`,
  );
}

export async function selectDays(app: App): Promise<number> {
  const rows = await app.db.query<{ days: number }>('select days from case_page_settings');
  return rows[0]!.days;
}

export async function updateDays(app: App, days: number): Promise<void> {
  await app.db.query('update case_page_settings set days = $1', [days]);
}

export async function deleteOf(app: App, userIds: readonly string[]): Promise<void> {
  await app.db.query('delete from case_pages where created_by = any($1)', [userIds]);
}
