import type { App } from '#platform/app/index.ts';
import { addEndPage, type HttpServer } from '#platform/http/index.ts';
import { pageHtml } from '#listen/trends/index.ts';
import { LEAVE, leaveByLink } from './leave.ts';

/** Where people end the mails of a rule, without signing in. */
export async function addAlertPages(app: App, server: HttpServer): Promise<void> {
  await addEndPage(app, server, {
    ending: LEAVE,
    words: {
      title: 'Mails of an alert rule',
      ask: 'End the mails of this rule?',
      button: 'End them',
      done: '<h1>Done</h1><p>You get no more mail by this rule. Whoever looks after the alerts can add you again.</p>',
      unknown:
        '<h1>This link does not work</h1><p>It was cut or changed on its way. Use the whole link of the mail, or ask whoever looks after the alerts.</p>',
    },
    html: pageHtml,
    end: (parts, from) => leaveByLink(app, parts, from),
  });
}
