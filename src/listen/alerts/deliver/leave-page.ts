import type { App } from '#platform/app/index.ts';
import { type HttpServer, nonceOf } from '#platform/http/index.ts';
import { escaped, pageHtml } from '#listen/trends/index.ts';
import { LEAVE, leaveByLink, readLeaveLink } from './leave.ts';

const CONFIG = { config: { rateLimit: { max: 60, timeWindow: 60_000 } }, schema: { hide: true } };
const TITLE = 'Mails of an alert rule';
const NOT_OURS =
  '<h1>This link does not work</h1><p>It was cut or changed on its way. Use the whole link of the mail, or ask whoever looks after the alerts.</p>';
const DONE =
  '<h1>Done</h1><p>You get no more mail by this rule. Whoever looks after the alerts can add you again.</p>';

interface Link {
  Params: { token: string };
}

/** Where people end the mails of a rule, without signing in: the link is the permission. Looking at it ends nothing, for some programs look at every link. */
export async function addAlertPages(app: App, server: HttpServer): Promise<void> {
  await server.register(async (pages) => {
    // What mail programs send when somebody asks them to unsubscribe (RFC 8058).
    pages.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, body, done) => done(null, body),
    );
    pages.get<Link>(`${LEAVE}/:token`, CONFIG, async (request, reply) => {
      const isOurs = readLeaveLink(app, request.params.token) !== undefined;
      reply
        .code(isOurs ? 200 : 404)
        .type('text/html; charset=utf-8')
        .header('cache-control', 'private, no-store')
        .header('referrer-policy', 'no-referrer');
      const ask = `<h1>End the mails of this rule?</h1><form method="post" action="${escaped(request.url)}"><button>End them</button></form>`;
      return pageHtml(TITLE, nonceOf(request), isOurs ? ask : NOT_OURS);
    });
    pages.post<Link>(`${LEAVE}/:token`, CONFIG, async (request, reply) => {
      const isDone = await leaveByLink(app, request.params.token, request.ip);
      reply
        .code(isDone ? 200 : 404)
        .type('text/html; charset=utf-8')
        .header('cache-control', 'private, no-store');
      return pageHtml(TITLE, nonceOf(request), isDone ? DONE : NOT_OURS);
    });
  });
}
