import type { App } from '#platform/app/index.ts';
import { acceptForms, type HttpServer } from '#platform/http/index.ts';
import { openVisit, type Visit } from '#people/members/index.ts';
import { sendShared } from '#ui/site/index.ts';
import { addEndMailsPage } from '../mail/ending.ts';
import { showChoices, takeChoices, takeDevice } from './choices-pages.ts';
import { follow, showList, takeList } from './list-pages.ts';
import { listen } from './live.ts';
import { PATH, PUSH, SCRIPT, WORKER } from './paths.ts';
import { PUSH_SCRIPT, WORKER_SCRIPT } from '../push/scripts.ts';
import { NOTIFICATIONS_SCRIPT } from './script.ts';

const READING = { rateLimit: { max: 240, timeWindow: 60_000 } };
const WRITING = { rateLimit: { max: 60, timeWindow: 60_000 } };
const ROOM = 64 * 1024;

/** Pages on which a member reads what he was told. */
export async function addNotificationPages(app: App, server: HttpServer): Promise<void> {
  await addEndMailsPage(app, server);
  await server.register(async (pages) => {
    acceptForms(pages);
    const page = (method: 'GET' | 'POST', path: string, answer: (visit: Visit) => Promise<unknown>) =>
      pages.route({
        method,
        url: `${PATH}${path}`,
        config: method === 'GET' ? READING : WRITING,
        bodyLimit: ROOM,
        schema: { hide: true },
        handler: async (request, reply) => {
          const visit = await openVisit(app, request, reply);
          return visit ? answer(visit) : reply;
        },
      });
    page('GET', '', (visit) => showList(visit));
    page('POST', '', takeList);
    page('GET', '/live', listen);
    page('GET', '/settings', (visit) => showChoices(visit));
    page('POST', '/settings', takeChoices);
    page('GET', '/:id', follow);
    page('POST', '/devices', takeDevice);
    for (const [path, body] of [
      [SCRIPT, NOTIFICATIONS_SCRIPT],
      [PUSH, PUSH_SCRIPT],
      [WORKER, WORKER_SCRIPT],
    ] as const)
      pages.get(path, { schema: { hide: true } }, async (request, reply) =>
        sendShared(request, reply, {
          body,
          type: 'text/javascript; charset=utf-8',
          cacheControl: 'public, max-age=300, stale-while-revalidate=600',
        }),
      );
  });
}
