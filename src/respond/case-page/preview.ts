import type { Actor, App } from '#platform/app/index.ts';
import { getBrand } from '#people/brand/index.ts';
import { privatePage } from '#people/site/index.ts';
import { readCase } from '#respond/cases/index.ts';
import { chosenOf } from './choice.ts';
import { casePageView } from './page-html.ts';
import type { PagePreview } from './schema.ts';
import { selectDays } from './store.ts';
import { visitOf } from './visit.ts';

const DAY_MS = 86_400_000;

/** A page as its customer would see it, of a choice that nobody was told of yet. Nothing is kept, and its forms lead nowhere. */
export async function previewPage(
  app: App,
  actor: Actor,
  caseId: string,
  wish: PagePreview,
): Promise<string> {
  const detail = await readCase(app, actor, caseId);
  const conversationIds = await chosenOf(app, detail, wish.conversationIds);
  const expiresAt = new Date(Date.now() + (await selectDays(app)) * DAY_MS);
  const visit = await visitOf(app, detail, { ...wish, conversationIds, expiresAt }, wish.lang);
  const company = (await getBrand(app)).name || visit.words.us;
  const { words } = visit;
  const rest = new URLSearchParams({
    conversationIds: conversationIds.join(','),
    showsFields: String(wish.showsFields),
    showsPromises: String(wish.showsPromises),
    nextStep: wish.nextStep ?? '',
  });
  const view = casePageView(visit, {
    company,
    proof: '',
    done: words.preview,
    lang: wish.lang,
    rest: `&${rest.toString()}`,
  });
  return privatePage(app, view);
}

/** Nothing runs in it, nothing is sent from it. */
export const PREVIEW_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
