import { type App, systemActor } from '#platform/app/index.ts';
import type { Config } from '#platform/config/index.ts';
import { filesFeature } from '#platform/files/index.ts';
import { brandFeature, saveBrand } from '#people/brand/index.ts';
import type { Answer, Browser } from '../../../../test/helpers/browser.ts';
import { createTestServer, type TestServer } from '../../../../test/helpers/server.ts';
import { addMemberPages, CLOSED, membersFeature, saveCommunity } from '../index.ts';
import { keepProof } from '../service/arrive.ts';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

export interface People {
  made: TestServer;
  app: App;
  /** A browser of its own place in the world. */
  browser(): Browser;
  send(
    from: Browser,
    path: string,
    fields: Record<string, string>,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  ticketFor(mail: string, back?: string): Promise<string>;
  join(handle: string, mail?: string): Promise<{ own: Browser; answer: Answer; ticket: string }>;
  /** Fills a form of a page of one's own, and sends it. */
  fill(from: Browser, page: string, form: string, fields?: Record<string, string>): Promise<Answer>;
  idOf(handle: string): Promise<string>;
}

/** A community of MobiTel on a database of its own; open unless told. */
export async function openPeople(isOpen = true, config: Partial<Config> = {}): Promise<People> {
  const made = await createTestServer([membersFeature, brandFeature, filesFeature], config, addMemberPages);
  const { app } = made;
  await saveBrand(app, systemActor, {
    name: 'MobiTel',
    names: [],
    handles: ['mobitel.example'],
    hashtags: [],
    site: null,
  });
  if (isOpen)
    await saveCommunity(app, systemActor, {
      ...CLOSED,
      isOpen: true,
      name: 'MobiTel people',
      languages: ['en', 'de'],
    });
  let places = 0;
  const browser = () => made.browser({ address: `10.1.${Math.floor(++places / 250)}.${(places % 250) + 1}` });
  const send: People['send'] = (from, path, fields, headers = {}) =>
    from.post(path, new URLSearchParams(fields).toString(), { ...FORM, ...headers });
  const ticketFor: People['ticketFor'] = (mail, back = '/community/t/1') =>
    keepProof(app, { mail, isMailVerified: true }, back);
  return {
    made,
    app,
    browser,
    send,
    ticketFor,
    async join(handle, mail = `${handle}@customer.example`) {
      const own = browser();
      const ticket = await ticketFor(mail);
      const answer = await send(own, '/community/enter', { ticket, handle, displayName: '' });
      return { own, answer, ticket };
    },
    async fill(from, page, form, fields = {}) {
      const html = String((await from.get(page)).body);
      const proof = new RegExp(
        `action="/community/me/${form}"[^>]*><input type="hidden" name="proof" value="([^"]+)"`,
      ).exec(html);
      return send(from, `/community/me/${form}`, { proof: proof?.[1] ?? '', ...fields });
    },
    async idOf(handle) {
      const [row] = await app.db.query<{ id: string }>('select id from members where handle = $1', [handle]);
      return row!.id;
    },
  };
}
