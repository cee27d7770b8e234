import { recordRating, tellNoCall } from '#respond/satisfaction/index.ts';
import { type Actor, type App, systemActor } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { storeFile } from '#platform/files/index.ts';
import { addNotice } from '#people/notices/index.ts';
import { readTeams } from '#people/teams/index.ts';
import {
  addCaseNote,
  addFiles,
  type CaseDetail,
  changeCases,
  noteOnCase,
  readCase,
} from '#respond/cases/index.ts';
import { type PageChoice, type ShownCase, shownCase, spokenIn } from './domain.ts';
import { casePageErrors } from './errors.ts';
import { casePromisesPort, type PagePromise } from './ports.ts';
import { languageFor, type Words, WORDS } from './words.ts';
import {
  type CasePageRow,
  countToday,
  insertEvent,
  noteOpened,
  type PageEvent,
  selectByHash,
  selectEvents,
} from './store.ts';

/** What a customer sees. */
export interface Visit {
  page: Pick<CasePageRow, 'expiresAt'>;
  shown: ShownCase;
  /** When our next answer is promised for; null when nothing is promised or shown. */
  promisedFor: string | null;
  /** What was promised, and what became of it, the last ones; empty when nothing is to be shown. */
  promises: readonly PagePromise[];
  words: Words;
  events: readonly PageEvent[];
}

/** What a customer sends from the page. */
export type PageWish =
  | { act: 'wrote'; text: string; file: { name: string; bytes: Uint8Array } | null }
  | { act: 'reopened' | 'no-call'; text: string }
  | { act: 'rated'; rating: number; text: string };

const MOST_A_DAY = 20;
export const MOST_TEXT = 4000;
const CALL_LABEL = 'nobody called back';

/** Promises that the page tells of. */
const MOST_PROMISES = 6;

/**
 * The case behind a link, in the language asked for, else in that of the customer; undefined where the link expired, was taken back or never was.
 */
export async function openPage(app: App, token: string, language?: string): Promise<Visit | undefined> {
  const page = await selectByHash(app, app.secrets.hash(token));
  if (!page) return undefined;
  const detail = await readStanding(app, page);
  if (!detail) return undefined;
  await noteOpened(app, page.id);
  return { ...(await visitOf(app, detail, page, language)), events: await selectEvents(app, page.id) };
}

/** What a choice shows of a case, before anything was done on its page. */
export async function visitOf(
  app: App,
  detail: CaseDetail,
  page: PageChoice & Visit['page'],
  language?: string,
): Promise<Visit> {
  const words = WORDS[languageFor([language, ...spokenIn(detail, page)])];
  const promises = page.showsPromises
    ? await app.find(casePromisesPort)?.read(app, page.conversationIds)
    : [];
  return {
    page,
    shown: shownCase(detail, page, words),
    words,
    promises: promises?.slice(-MOST_PROMISES) ?? [],
    promisedFor: page.showsPromises ? promisedFor(detail, page) : null,
    events: [],
  };
}

/** Does what the customer asks for; each is in the case's history, and in the audit log. False where the link does not work. */
export async function actOnPage(app: App, token: string, wish: PageWish, address: string): Promise<boolean> {
  const page = await selectByHash(app, app.secrets.hash(token));
  if (!page) return false;
  const detail = await readStanding(app, page);
  if (!detail) return false;
  const actor = customerOf(address);
  // A file is stored before: it may take longer than a transaction should.
  const file = wish.act === 'wrote' && wish.file ? await keep(app, wish.file) : null;
  await app.db.transaction(async () => {
    if ((await countToday(app, page.id)) >= MOST_A_DAY) throw casePageErrors('case_page.too_often');
    await audit(app, actor, {
      action: `case_page.${wish.act}`,
      subject: page.id,
      detail: { caseId: detail.id },
    });
    if (file) {
      await addFiles(app, actor, detail.id, [file.id]);
      await insertEvent(app, page, { kind: 'file', text: file.name, rating: null });
    }
    await write(app, actor, page, detail, wish);
  });
  return true;
}

/** The case of a page; undefined when it went for good. */
async function readStanding(app: App, page: CasePageRow): Promise<CaseDetail | undefined> {
  try {
    return await readCase(app, systemActor, page.caseId);
  } catch (error) {
    if (error instanceof AppError && error.code === 'case.not_found') return undefined;
    throw error;
  }
}

async function write(
  app: App,
  actor: Actor,
  page: CasePageRow,
  detail: CaseDetail,
  wish: PageWish,
): Promise<void> {
  const text = wish.text.trim() === '' ? null : wish.text.trim().slice(0, MOST_TEXT).toWellFormed();
  if (text !== null) await addCaseNote(app, actor, detail.id, { text: wordsOf(wish, text) });
  if (wish.act === 'wrote' && text === null) return;
  const rating = wish.act === 'rated' ? wish.rating : null;
  await insertEvent(app, page, { kind: wish.act, text, rating });
  await noteOnCase(app, actor, { caseId: detail.id, action: `customer.${wish.act}` });
  if (rating !== null)
    await recordRating(app, {
      conversationIds: page.conversationIds,
      caseId: detail.id,
      source: 'page',
      rating,
      text,
      askId: null,
    });
  if (wish.act === 'no-call') await raise(app, actor, detail);
  else if (wish.act !== 'rated' && detail.status !== 'open')
    await changeCases(app, actor, [detail.id], { status: 'open' });
}

/** Nobody kept the word that we gave: the case is open again, says so, and whoever leads the team is told. */
async function raise(app: App, actor: Actor, detail: CaseDetail): Promise<void> {
  await changeCases(app, actor, [detail.id], {
    status: 'open',
    handling: { addLabels: [CALL_LABEL], isUnread: true },
  });
  await tellNoCall(
    app,
    detail.threadsOf.map(({ row }) => row.id),
  );
  const teamIds = new Set(detail.threadsOf.flatMap((thread) => thread.row.team?.id ?? []));
  const leads = (await readTeams(app)).flatMap((team) => (teamIds.has(team.id) ? (team.leadId ?? []) : []));
  for (const to of leads.length > 0 ? [...new Set(leads)] : ['owners' as const])
    await addNotice(app, {
      to,
      level: 'warning',
      title: `Nobody called back: #${detail.number} ${detail.title}`,
      text: 'The customer says so on the page of the case. It is open again.',
      link: `/cases/${detail.id}`,
      key: `case-no-call:${detail.id}`,
    });
}

async function keep(
  app: App,
  file: { name: string; bytes: Uint8Array },
): Promise<{ id: string; name: string }> {
  return storeFile(app, { ...file, purpose: 'case', by: 'customer' });
}

function wordsOf(wish: PageWish, text: string): string {
  return wish.act === 'rated' ? `${wish.rating} of 5: ${text}` : text;
}

function promisedFor(detail: CaseDetail, page: PageChoice): string | null {
  const due = detail.threadsOf.flatMap(({ row }) =>
    page.conversationIds.includes(row.id) && row.promise?.dueAt ? row.promise.dueAt : [],
  );
  return due.toSorted()[0] ?? null;
}

/** The customer acts with the right that the link gives, and is named as such. */
function customerOf(address: string): Actor {
  return {
    kind: 'system',
    id: 'customer',
    name: 'The customer',
    role: 'viewer',
    permissions: new Set(),
    address,
  };
}
