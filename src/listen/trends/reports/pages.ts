import type { App } from '#platform/app/index.ts';
import { systemActor } from '#platform/app/index.ts';
import { type HttpServer, nonceOf } from '#platform/http/index.ts';
import { escaped, pageHtml, reportHtml } from './report-html.ts';
import { openReport, SHARED } from './service.ts';
import { readStopLink, stopByLink } from './weekly.ts';

const PER_MINUTE = { rateLimit: { max: 60, timeWindow: 60_000 } };

/** Pages for people who are not signed in: shared reports, and the end of weekly mail. The link is the permission. */
export async function addTrendPages(app: App, server: HttpServer): Promise<void> {
  await server.register(async (pages) => {
    // What mail programs send when somebody asks them to unsubscribe (RFC 8058).
    pages.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, body, done) => done(null, body),
    );
    pages.get<Link>(
      `${SHARED}/report/:token`,
      { config: PER_MINUTE, schema: { hide: true } },
      async (request, reply) => {
        const report = await openReport(app, request.params.token);
        reply
          .type('text/html; charset=utf-8')
          .header('cache-control', 'private, no-store')
          .header('referrer-policy', 'no-referrer');
        if (report)
          return reportHtml(report.title, report.picture, {
            expiresAt: report.expiresAt,
            nonce: nonceOf(request),
          });
        reply.code(404);
        return pageHtml('No report', nonceOf(request), NO_REPORT);
      },
    );
    pages.get<Link>(
      `${SHARED}/weekly/:token`,
      { config: PER_MINUTE, schema: { hide: true } },
      async (request, reply) => {
        reply
          .type('text/html; charset=utf-8')
          .header('cache-control', 'private, no-store')
          .header('referrer-policy', 'no-referrer');
        const isOurs = readStopLink(app, request.params.token) !== undefined;
        if (!isOurs) reply.code(404);
        return pageHtml('Weekly report', nonceOf(request), isOurs ? askPage(request.url) : NO_WEEKLY);
      },
    );
    pages.post<Link>(
      `${SHARED}/weekly/:token`,
      { config: PER_MINUTE, schema: { hide: true } },
      async (request, reply) => {
        reply.type('text/html; charset=utf-8').header('cache-control', 'private, no-store');
        const isDone = await stopByLink(app, request.params.token, { ...systemActor, address: request.ip });
        if (!isDone) reply.code(404);
        return pageHtml('Weekly report', nonceOf(request), isDone ? STOPPED : NO_WEEKLY);
      },
    );
  });
}

interface Link {
  Params: { token: string };
}

const NO_REPORT =
  '<h1>This report is not there</h1><p>Its link has expired or was taken back. Ask whoever sent it for a new one.</p>';
const NO_WEEKLY =
  '<h1>This link does not work</h1><p>It was cut or changed on its way. Use the whole link of the mail, or switch the mail off under Trends.</p>';
const STOPPED =
  '<h1>Done</h1><p>You get no more weekly mail about this. It can be switched on again under Trends.</p>';

/** Opening a link ends nothing: programs that look at links in advance would end it for people. */
function askPage(address: string): string {
  return `<h1>End the weekly report?</h1><form method="post" action="${escaped(address)}"><button>End it</button></form>`;
}
