import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newSecret } from '#platform/ids/index.ts';
import { noteOnCase, readCase } from '#respond/cases/index.ts';
import { chosenOf, customersOf } from './choice.ts';
import type { PageChoice } from './domain.ts';
import { casePageErrors } from './errors.ts';
import type { CasePagesView, CasePageView } from './schema.ts';
import {
  type CasePageRow,
  deleteOf,
  deleteOver,
  insertPage,
  revokePage,
  selectDays,
  selectPages,
  updateDays,
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

/** Pages of a case, newest first, and whom more of them could be for. */
export async function listPages(app: App, actor: Actor, caseId: string): Promise<CasePagesView> {
  const detail = await readCase(app, actor, caseId);
  const items = (await selectPages(app, detail.id)).map(view);
  return { items, customers: await customersOf(app, detail) };
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

/** As colleagues see a page: never its link. */
export function view(page: CasePageRow): CasePageView {
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
