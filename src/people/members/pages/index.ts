import type { App } from '#platform/app/index.ts';
import { acceptForms, type HttpServer } from '#platform/http/index.ts';
import { sendShared, siteStyle } from '#ui/site/index.ts';
import { COMMUNITY, readCommunity } from '../service/settings.ts';
import {
  askForMail,
  askToSignOut,
  showEntrance,
  showSent,
  signOut,
  takeEntrance,
  takeMail,
} from './entry.ts';
import { openVisit, type Visit } from './frame.ts';

const READING = { rateLimit: { max: 120, timeWindow: 60_000 } };
const WRITING = { rateLimit: { max: 30, timeWindow: 60_000 } };

/** Members' public pages: joining, signing in and out, and the style sheet of the community. */
export async function addMemberPages(app: App, server: HttpServer): Promise<void> {
  await server.register(async (pages) => {
    acceptForms(pages);
    const page = (
      method: 'GET' | 'POST',
      path: string,
      answer: (visit: Visit) => Promise<unknown> | unknown,
    ) =>
      pages.route({
        method,
        url: `${COMMUNITY}${path}`,
        config: method === 'GET' ? READING : WRITING,
        schema: { hide: true },
        handler: async (request, reply) => {
          const visit = await openVisit(app, request, reply);
          return visit ? answer(visit) : reply;
        },
      });
    for (const purpose of ['sign-in', 'join'] as const) {
      page('GET', `/${purpose}`, (visit) => askForMail(visit, purpose));
      page('POST', `/${purpose}`, (visit) => takeMail(visit, purpose));
    }
    page('GET', '/sign-in/sent', showSent);
    page('GET', '/enter', showEntrance);
    page('POST', '/enter', takeEntrance);
    page('GET', '/sign-out', askToSignOut);
    page('POST', '/sign-out', signOut);
    pages.get(`${COMMUNITY}/style.css`, { schema: { hide: true } }, async (request, reply) => {
      const { colour } = await readCommunity(app);
      return sendShared(request, reply, {
        body: siteStyle(colour),
        type: 'text/css; charset=utf-8',
        cacheControl: 'public, max-age=60, stale-while-revalidate=600',
      });
    });
  });
}
