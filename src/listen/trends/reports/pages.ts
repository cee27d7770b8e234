import type { App } from '#platform/app/index.ts';
import { addEndPage, type HttpServer, nonceOf } from '#platform/http/index.ts';
import { pageHtml, reportHtml } from './report-html.ts';
import { openReport, SHARED } from './service.ts';
import { STOP, stopByLink } from './weekly.ts';

const PER_MINUTE = { rateLimit: { max: 60, timeWindow: 60_000 } };

/** Pages for people who are not signed in: shared reports, and the end of weekly mail. The link is the permission. */
export async function addTrendPages(app: App, server: HttpServer): Promise<void> {
  await server.register(async (pages) => {
    pages.get<{ Params: { token: string } }>(
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
  });
  await addEndPage(app, server, {
    ending: STOP,
    words: {
      title: 'Weekly report',
      ask: 'End the weekly report?',
      button: 'End it',
      done: '<h1>Done</h1><p>You get no more weekly mail about this. It can be switched on again under Trends.</p>',
      unknown:
        '<h1>This link does not work</h1><p>It was cut or changed on its way. Use the whole link of the mail, or switch the mail off under Trends.</p>',
    },
    html: pageHtml,
    end: (parts, from) => stopByLink(app, parts, from),
  });
}

const NO_REPORT =
  '<h1>This report is not there</h1><p>Its link has expired or was taken back. Ask whoever sent it for a new one.</p>';
