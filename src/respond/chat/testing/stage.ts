import { createHmac } from 'node:crypto';
import { systemActor } from '#platform/app/index.ts';
import type { Config } from '#platform/config/index.ts';
import { Dispatcher } from '#platform/outbox/index.ts';
import { saveBrand } from '#people/brand/index.ts';
import { wholeServer } from '../../../main/testing/whole-server.ts';
import type { Answer, Browser } from '../../../../test/helpers/browser.ts';
import { STANDARD_TEXTS } from '../domain.ts';
import { widgetInput, type WidgetWithSecret } from '../schema.ts';

export const SHOP = 'https://shop.example';
export const PAGE = { url: `${SHOP}/lamps?x=1`, title: 'Lamps' };

export const settings = (changes: object = {}) =>
  widgetInput.parse({
    name: 'Shop chat',
    colour: '#2c56d4',
    languages: ['en', 'de'],
    texts: { en: STANDARD_TEXTS, de: { ...STANDARD_TEXTS, title: 'Fragen?' } },
    origins: [SHOP, 'https://*.branch.example'],
    ...changes,
  });

/** A JSON Web Token as the company's page makes it. */
export function signed(
  secret: string,
  claims: object,
  header: object = { alg: 'HS256', typ: 'JWT' },
): string {
  const pack = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${pack(header)}.${pack(claims)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

/** The whole program with a chat, an agent, and visitors. */
export async function openStage(config: Partial<Config> = {}) {
  const rapport = await wholeServer(config);
  const { app } = rapport;
  const owner = await rapport.staff('owner');
  await saveBrand(app, systemActor, { name: 'Lamp Shop', names: [], handles: [], hashtags: [], site: SHOP });
  const make = async (changes: object = {}): Promise<WidgetWithSecret> => {
    const made = await owner.post('/api/v1/chat-widgets', settings(changes));
    if (made.status !== 201) throw new Error(JSON.stringify(made.body));
    return made.body;
  };
  const widget = await make();
  let visitors = 0;
  const visitor = async (input: object = {}, of = widget) => {
    const browser = rapport.browser({ address: `198.51.100.${++visitors % 250}` });
    const answer = await browser.post(`/api/v1/chat/${of.id}/visits`, {
      page: PAGE,
      language: 'en',
      ...input,
    });
    return Object.assign(new Visitor(browser, of.id, answer.body?.token ?? ''), { begun: answer });
  };
  const stop = new AbortController();
  // Two workers: nothing may be said twice.
  const workers = [new Dispatcher(app, stop.signal), new Dispatcher(app, stop.signal)];
  return {
    ...rapport,
    owner,
    widget,
    make,
    visitor,
    /** The chat's conversations in the inbox, newest first. */
    inbox: async () =>
      (await owner.get('/api/v1/inbox?status=any&network=chat&sort=newest')).body.items as {
        id: string;
        excerpt: string;
        status: string;
      }[],
    /** Answers the last word in a conversation; resolves once it is queued. */
    async reply(conversationId: string, text: string, more: object = {}) {
      const { thread } = (await owner.get(`/api/v1/inbox/${conversationId}`)).body;
      const account = (await owner.get('/api/v1/chat-widgets')).body.items[0].accountId;
      return owner.post(`/api/v1/inbox/${conversationId}/replies`, {
        text,
        postId: thread.findLast((post: { isOwn: boolean }) => !post.isOwn).id,
        accountId: account,
        idempotencyKey: `key-${crypto.randomUUID()}`,
        ...more,
      });
    },
    async close() {
      stop.abort();
      await Promise.all(workers.map((worker) => worker.stopped()));
      await rapport.close();
    },
  };
}

export type Stage = Awaited<ReturnType<typeof openStage>>;

/** A visitor's browser with the token of his visit. */
export class Visitor {
  readonly browser: Browser;
  readonly widgetId: string;
  token: string;

  constructor(browser: Browser, widgetId: string, token: string) {
    this.browser = browser;
    this.widgetId = widgetId;
    this.token = token;
  }

  get headers(): Record<string, string> {
    return { authorization: `Bearer ${this.token}` };
  }
  get(path: string): Promise<Answer> {
    return this.browser.get(`/api/v1/chat/${this.widgetId}${path}`, this.headers);
  }
  post(path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Answer> {
    return this.browser.post(`/api/v1/chat/${this.widgetId}${path}`, body, { ...this.headers, ...headers });
  }
  say(text: string, more: object = {}): Promise<Answer> {
    return this.post('/messages', { clientId: crypto.randomUUID(), text, ...more });
  }
  async texts(): Promise<string[]> {
    return (await this.get('/messages')).body.messages.map(({ text }: { text: string }) => text);
  }
  upload(name: string, bytes: Uint8Array, field = 'file'): Promise<Answer> {
    const head = `--b0\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\n\r\n`;
    const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--b0--\r\n')]);
    return this.post('/files', body, { 'content-type': 'multipart/form-data; boundary=b0' });
  }
}
