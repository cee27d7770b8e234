import { type App, systemActor } from '#platform/app/index.ts';
import { connectorsPort } from '#connectors/kit/index.ts';
import { mailReplies } from '#connectors/mail/index.ts';
import { connectAccount } from '#people/brand/index.ts';
import { CLOSED, saveCommunity } from '#people/members/index.ts';
import type { Browser } from '../../../test/helpers/browser.ts';

export const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };

/** Sends a form as a page without scripts does. */
export const sendFields = (who: Browser, path: string, fields: Record<string, string>) =>
  who.post(path, new URLSearchParams(fields).toString(), FORM_TYPE);

/** An open community in two languages, and the connected mailbox `help@shop.example` with no server behind it. */
export async function connectMailbox(app: App): Promise<{ id: string }> {
  const connectors = app.use(connectorsPort);
  const fake = {
    ...mailReplies,
    connect: async ({ identifier }: { identifier: string }) => ({
      externalId: identifier,
      handle: identifier,
      credentials: null,
    }),
  };
  app.provide(connectorsPort, { ...connectors, replies: new Map(connectors.replies).set('mail', fake) });
  await saveCommunity(app, systemActor, { ...CLOSED, isOpen: true, languages: ['en', 'de'] });
  return connectAccount(app, systemActor, {
    network: 'mail',
    identifier: 'help@shop.example',
    password: 'x',
  });
}
