import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { noteOnCase, readCase } from '#respond/cases/index.ts';
import { chosenOf } from './choice.ts';
import { changesOf, type PageChoice } from './domain.ts';
import { casePageErrors } from './errors.ts';
import type { CasePageView, PageChange } from './schema.ts';
import { view } from './service.ts';
import { lockPage, updateChoice } from './store.ts';

/** Changes what a page shows that was sent already: its link stays, and the history of the case tells what was changed. */
export async function changePage(
  app: App,
  actor: Actor,
  id: string,
  change: PageChange,
): Promise<CasePageView> {
  return app.db.transaction(async () => {
    const page = await lockPage(app, id);
    if (!page) throw casePageErrors('case_page.not_found', { id });
    const next: PageChoice = {
      conversationIds:
        change.conversationIds === undefined
          ? page.conversationIds
          : await chosenOf(app, await readCase(app, actor, page.caseId), change.conversationIds),
      showsFields: change.showsFields ?? page.showsFields,
      showsPromises: change.showsPromises ?? page.showsPromises,
      nextStep: change.nextStep === undefined ? page.nextStep : change.nextStep,
    };
    const what = changesOf(page, next);
    if (what.length === 0) return view(page);
    const changed = await updateChoice(app, id, next);
    const { caseId } = page;
    await audit(app, actor, { action: 'case_page.changed', subject: id, detail: { caseId, what } });
    await noteOnCase(app, actor, { caseId, action: 'page.changed', detail: { what } });
    return view(changed);
  });
}
