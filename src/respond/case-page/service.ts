import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newSecret } from '#platform/ids/index.ts';
import { personKeyOf } from '#people/persons/index.ts';
import { type CaseDetail, noteOnCase, readCase } from '#respond/cases/index.ts';
import type { PageChoice } from './domain.ts';
import { casePageErrors } from './errors.ts';
import type { CasePageView } from './schema.ts';
import {
  type CasePageRow,
  deleteOf,
  deleteOver,
  insertPage,
  revokePage,
  selectDays,
  selectPages,
  updateDays,
  updateNextStep,
} from './store.ts';

/** Where pages of cases are found, without signing in. */
export const SHARED = '/shared/case';

export interface NewPage extends Omit<PageChoice, 'conversationIds'> {
  /** Empty: those of the customer who wrote first. */
  conversationIds: readonly string[];
}

/** Makes a page for the customer of a case, and answers the link to it, which is told only this once. */
export async function sharePage(
  app: App,
  actor: Actor,
  caseId: string,
  wish: NewPage,
): Promise<{ page: CasePageView; link: string }> {
  const detail = await readCase(app, actor, caseId);
  const conversationIds = await chosenOf(app, detail, wish.conversationIds);
  const token = newSecret();
  const page = await app.db.transaction(async () => {
    const made = await insertPage(app, {
      ...wish,
      conversationIds,
      caseId: detail.id,
      tokenHash: app.secrets.hash(token),
      createdBy: actor.id,
      createdByName: actor.name,
    });
    await audit(app, actor, { action: 'case_page.made', subject: made.id, detail: { caseId: detail.id } });
    await noteOnCase(app, actor, { caseId: detail.id, action: 'page.added' });
    return made;
  });
  return { page: view(page), link: `${app.config.publicUrl}${SHARED}/${token}` };
}

/** Pages of a case, newest first. */
export async function listPages(app: App, actor: Actor, caseId: string): Promise<CasePageView[]> {
  const { id } = await readCase(app, actor, caseId);
  return (await selectPages(app, id)).map(view);
}

/** Says on the page what happens next. */
export async function setNextStep(
  app: App,
  actor: Actor,
  id: string,
  nextStep: string | null,
): Promise<CasePageView> {
  return app.db.transaction(async () => {
    const page = await updateNextStep(app, id, nextStep);
    if (!page) throw casePageErrors('case_page.not_found', { id });
    await audit(app, actor, { action: 'case_page.next_step', subject: id, detail: { caseId: page.caseId } });
    return view(page);
  });
}

/** The link leads nowhere from now on. */
export async function takePageBack(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    const page = await revokePage(app, id);
    if (!page) throw casePageErrors('case_page.not_found', { id });
    await audit(app, actor, { action: 'case_page.revoked', subject: id, detail: { caseId: page.caseId } });
    await noteOnCase(app, actor, { caseId: page.caseId, action: 'page.revoked' });
  });
}

/** How many days a link works. */
export const readDays = async (app: App): Promise<{ days: number }> => ({ days: await selectDays(app) });

export async function saveDays(app: App, actor: Actor, { days }: { days: number }): Promise<void> {
  await app.db.transaction(async () => {
    await updateDays(app, days);
    await audit(app, actor, { action: 'case_page.settings_saved', subject: 'case-pages', detail: { days } });
  });
}

/** Conversations of one person in this case. What another customer wrote is never shown, however the case came about. */
async function chosenOf(app: App, detail: CaseDetail, wished: readonly string[]): Promise<string[]> {
  const threads = detail.threadsOf.filter((thread) => !thread.hasLeft);
  if (wished.some((id) => !threads.some((thread) => thread.row.id === id)))
    throw casePageErrors('case_page.not_in_case');
  const first = threads.toSorted((a, b) => (a.row.id < b.row.id ? -1 : 1))[0];
  const chosen =
    wished.length > 0
      ? threads.filter((thread) => wished.includes(thread.row.id))
      : threads.filter((thread) => thread.row.author.id === first?.row.author.id);
  if (chosen.length === 0) throw casePageErrors('case_page.nothing_to_show');
  const persons = await personKeyOf(
    app,
    chosen.map((thread) => thread.row.author.id),
  );
  if (new Set(persons.values()).size > 1) throw casePageErrors('case_page.several_people');
  return chosen.map((thread) => thread.row.id);
}

function view(page: CasePageRow): CasePageView {
  return {
    id: page.id,
    conversationIds: [...page.conversationIds],
    showsFields: page.showsFields,
    showsPromises: page.showsPromises,
    nextStep: page.nextStep,
    createdBy: page.createdByName,
    createdAt: page.createdAt.toISOString(),
    expiresAt: page.expiresAt.toISOString(),
    isRevoked: page.revokedAt !== null,
    openedAt: page.openedAt?.toISOString() ?? null,
  };
}

/** Removes the pages that these people made, with what was done on them. */
export const dropPagesOf = (app: App, userIds: readonly string[]): Promise<void> => deleteOf(app, userIds);

/** Removes pages that stopped working a month ago. */
export const tidyPages = (app: App): Promise<void> => deleteOver(app);
