import { type Actor, type App, systemActor } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { type Html, markup } from '#lib/html/index.ts';
import { addLinkedPage, type Ending, endLink, type HttpServer, readEndLink } from '#platform/http/index.ts';
import { selectInvitation } from '../buyers/store.ts';
import { REVIEWS } from '../domain.ts';
import { guestPage } from '../pages/guest-page.ts';
import { wordsIn } from '../words/index.ts';
import { insertRefusal } from './store.ts';

/** Links that end requests: of which invitation. */
const END: Ending = { path: `${REVIEWS}/end`, sealedAs: 'reviews.end', parts: 1 };

/** The address whose POST ends all requests to a buyer (RFC 8058). */
export const endAskingLink = (app: App, invitationId: string): string => endLink(app, END, [invitationId]);

/** Serves the page that ends requests. Looking at it ends nothing. */
export async function addEndAskingPage(app: App, server: HttpServer): Promise<void> {
  await addLinkedPage(server, {
    path: END.path,
    async show(token) {
      const { words, buyerHash } = await read(app, token);
      const ask = markup`<h1>${words.endAsk}</h1><form class="actions" method="post"><button>${words.endButton}</button></form>`;
      return answer(app, token, buyerHash === undefined ? undefined : ask);
    },
    async take(token, _form, { address }) {
      const { words, buyerHash } = await read(app, token);
      if (buyerHash !== undefined) await refuse(app, buyerHash, { address });
      return answer(
        app,
        token,
        buyerHash === undefined ? undefined : markup`<h1>${words.endDone}</h1><p>${words.endDoneText}</p>`,
      );
    },
  });
}

async function refuse(app: App, buyerHash: string, from: Pick<Actor, 'address'>): Promise<void> {
  await app.db.transaction(async () => {
    if (!(await insertRefusal(app, buyerHash))) return;
    await audit(app, { ...systemActor, ...from }, { action: 'review.asking_ended', subject: 'reviews' });
  });
}

async function read(app: App, token: string) {
  const [id = ''] = readEndLink(app, END, token) ?? [];
  const invitation = id === '' ? undefined : await selectInvitation(app, { id });
  return {
    words: wordsIn(invitation?.language ?? 'en'),
    language: invitation?.language ?? 'en',
    buyerHash: invitation?.buyerHash ?? undefined,
  };
}

async function answer(app: App, token: string, body: Html | undefined) {
  const { words, language } = await read(app, token);
  const unknown = markup`<h1>${words.linkUnknown}</h1><p>${words.linkUnknownText}</p>`;
  const html = await guestPage(app, { language, title: words.endTitle, body: body ?? unknown });
  return { status: body === undefined ? 404 : 200, html };
}
