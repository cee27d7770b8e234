import { type App, systemActor } from '#platform/app/index.ts';
import { type HttpServer, nonceOf } from '#platform/http/index.ts';
import { escaped, pageHtml } from '#listen/trends/index.ts';
import { readStopLink, STOP_PATH, stopByLink } from './service.ts';

interface Link {
  Params: { token: string };
}

/** The end of a mail, for people who are not signed in; the link is the permission. Looking at it, as programs do by themselves, ends nothing. */
export async function addReportMailPages(app: App, server: HttpServer): Promise<void> {
  const options = { config: { rateLimit: { max: 60, timeWindow: 60_000 } }, schema: { hide: true } };
  await server.register(async (pages) => {
    // What mail programs send when somebody asks them to unsubscribe (RFC 8058).
    pages.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, body, done) => done(null, body),
    );
    pages.addHook('onSend', async (_request, reply) => {
      reply.header('cache-control', 'private, no-store').header('referrer-policy', 'no-referrer');
    });
    pages.get<Link>(`${STOP_PATH}/:token`, options, async (request, reply) => {
      const isOurs = readStopLink(app, request.params.token) !== undefined;
      reply.type('text/html; charset=utf-8').code(isOurs ? 200 : 404);
      return pageHtml(TITLE, nonceOf(request), isOurs ? askPage(request.url) : UNKNOWN);
    });
    pages.post<Link>(`${STOP_PATH}/:token`, options, async (request, reply) => {
      const isDone = await stopByLink(app, request.params.token, { ...systemActor, address: request.ip });
      reply.type('text/html; charset=utf-8').code(isDone ? 200 : 404);
      return pageHtml(TITLE, nonceOf(request), isDone ? STOPPED : UNKNOWN);
    });
  });
}

const TITLE = 'Report by mail';
const UNKNOWN =
  '<h1>This link does not work</h1><p>It was cut or changed on its way. Use the whole link of the mail, or end the mail under Reports.</p>';
const STOPPED = '<h1>Done</h1><p>You get this report no more. It can be asked for again under Reports.</p>';

const askPage = (address: string) =>
  `<h1>End this report by mail?</h1><form method="post" action="${escaped(address)}"><button>End it</button></form>`;
