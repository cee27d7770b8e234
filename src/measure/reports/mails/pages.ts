import type { App } from '#platform/app/index.ts';
import { addEndPage, type HttpServer } from '#platform/http/index.ts';
import { pageHtml } from '#listen/trends/index.ts';
import { STOP, stopByLink } from './service.ts';

/** The end of a mail, for people who are not signed in. */
export async function addReportMailPages(app: App, server: HttpServer): Promise<void> {
  await addEndPage(app, server, {
    ending: STOP,
    words: {
      title: 'Report by mail',
      ask: 'End this report by mail?',
      button: 'End it',
      done: '<h1>Done</h1><p>You get this report no more. It can be asked for again under Reports.</p>',
      unknown:
        '<h1>This link does not work</h1><p>It was cut or changed on its way. Use the whole link of the mail, or end the mail under Reports.</p>',
    },
    html: pageHtml,
    end: (parts, from) => stopByLink(app, parts, from),
  });
}
