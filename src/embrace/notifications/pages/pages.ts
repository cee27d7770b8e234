import type { App } from '#platform/app/index.ts';
import { acceptForms, type HttpServer } from '#platform/http/index.ts';
import { visitPages } from '#people/members/index.ts';
import { addAssets } from '#ui/site/index.ts';
import { addEndMailsPage } from '../mail/ending.ts';
import { showChoices, takeChoices, takeDevice } from './choices-pages.ts';
import { follow, showList, takeList } from './list-pages.ts';
import { listen } from './live.ts';
import { PATH, PUSH, SCRIPT, WORKER } from './paths.ts';
import { PUSH_SCRIPT, WORKER_SCRIPT } from '../push/scripts.ts';
import { NOTIFICATIONS_SCRIPT } from './script.ts';

/** Pages on which a member reads what he was told. */
export async function addNotificationPages(app: App, server: HttpServer): Promise<void> {
  await addEndMailsPage(app, server);
  await server.register(async (pages) => {
    acceptForms(pages);
    const page = visitPages(app, pages, { writing: 60 });
    page('GET', PATH, (visit) => showList(visit));
    page('POST', PATH, takeList);
    page('GET', `${PATH}/live`, listen);
    page('GET', `${PATH}/settings`, (visit) => showChoices(visit));
    page('POST', `${PATH}/settings`, takeChoices);
    page('GET', `${PATH}/:id`, follow);
    page('POST', `${PATH}/devices`, takeDevice);
    addAssets(pages, [
      [SCRIPT, NOTIFICATIONS_SCRIPT, 'javascript'],
      [PUSH, PUSH_SCRIPT, 'javascript'],
      [WORKER, WORKER_SCRIPT, 'javascript'],
    ]);
  });
}
