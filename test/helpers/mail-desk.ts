import assert from 'node:assert/strict';
import type { Running } from '#platform/feature/index.ts';
import { features } from '../../src/main/features.ts';
import { wholeServer } from '../../src/main/testing/whole-server.ts';
import { until as untilQuick } from './app.ts';
import { MAIL_PASSWORD, startMailServers } from './mail-servers.ts';
import { startOpenSmtpd } from './opensmtpd.ts';
import { startTokenServer } from './token-server.ts';

export const DESK = 'help@shop.example';
export const ANN = 'ann@customer.example';
/** A mailbox of ours whose mail leaves through OpenSMTPD, where that is asked for. */
export const CARE = 'care@shop.example';
/** A mailbox that is entered by tokens. */
export const LOGIN = 'login@shop.example';
export const BEN = 'ben@customer.example';

/** Asks often enough, and not so often that the limit of requests is met. */
export async function until(
  what: string,
  isTrue: () => Promise<boolean>,
  milliseconds = 30_000,
): Promise<void> {
  let askedAt = -Infinity;
  await untilQuick(
    what,
    async () => {
      if (performance.now() - askedAt < 300) return false;
      askedAt = performance.now();
      return isTrue();
    },
    milliseconds,
  );
}

export type MailDesk = Awaited<ReturnType<typeof openMailDesk>>;

/** The whole program with a mailbox at real servers, read and answered. */
export async function openMailDesk({ isSecond = false } = {}) {
  const stop = new AbortController();
  const running: Running[] = [];
  const provider = await startTokenServer();
  const servers = await startMailServers([DESK, CARE, LOGIN, ANN, BEN], provider.introspectUrl);
  const second = isSecond
    ? await startOpenSmtpd({ next: servers.smtpPort, refusing: servers.refusingPort })
    : undefined;
  const ports = [servers.imapPort, servers.smtpPort, ...(second ? [second.port] : [])];
  const rapport = await wholeServer({
    allowOutward: new Set([provider.host, ...ports.map((port) => `127.0.0.1:${port}`)]),
  });
  const agent = await rapport.staff('owner');
  for (const service of features.flatMap((feature) => feature.services ?? [])) {
    if (
      !['outbox', 'listen/sources', 'sources', 'topics.live'].includes(service.name) &&
      service.role !== 'listen'
    )
      continue;
    const started = await service.start(rapport.app, stop.signal);
    if (started) running.push(started);
  }
  const settings = {
    name: 'Shop Care',
    imapHost: '127.0.0.1',
    imapPort: servers.imapPort,
    imapSecurity: 'none',
    smtpHost: '127.0.0.1',
    smtpPort: servers.smtpPort,
    smtpSecurity: 'none',
    smtpUser: '',
    signature: 'Your Shop',
  };
  const wrong = await agent.post('/api/v1/brand/accounts', {
    network: 'mail',
    identifier: DESK,
    password: 'wrong',
    settings,
  });
  assert.match(wrong.body.error.message, /name or password are not taken.*app password/);
  const closed = await agent.post('/api/v1/brand/accounts', {
    network: 'mail',
    identifier: DESK,
    password: 'x',
    settings: { ...settings, imapPort: 1 },
  });
  assert.match(closed.body.error.message, /not reach|nothing listens|forbidden|private/i);
  const connect = async ({ identifier, settings: own }: { identifier: string; settings: object }) => {
    const made = await agent.post('/api/v1/brand/accounts', {
      network: 'mail',
      identifier,
      password: MAIL_PASSWORD,
      settings: own,
    });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const config = { mailbox: identifier, folders: ['INBOX'], days: 7 };
    const read = await agent.post('/api/v1/sources', { kind: 'mail', name: identifier, config });
    assert.equal(read.status, 201, JSON.stringify(read.body));
    return { account: made.body.id as string, source: read.body.id as string };
  };
  const { account, source } = await connect({ identifier: DESK, settings });
  const care = second
    ? await connect({ identifier: CARE, settings: { ...settings, smtpPort: second.port } })
    : undefined;
  const conversations = async () =>
    (await agent.get('/api/v1/inbox?status=any&network=mail&limit=100')).body.items as {
      id: string;
      title: string;
      status: string;
      author: { handle: string };
      outgoing: string;
    }[];
  const open = async (id: string) => (await agent.get(`/api/v1/inbox/${id}`)).body;
  const titled = async (title: string) => (await conversations()).find((row) => row.title === title);
  const arrives = async (title: string) => {
    await until(`${title} arrives`, async () => (await titled(title)) !== undefined, 30_000);
    return open((await titled(title))!.id);
  };
  const reply = async (
    conversation: { id: string; thread: { id: string; isOwn: boolean }[] },
    text: string,
    more: object = {},
  ) => {
    const postId = conversation.thread.findLast((post) => !post.isOwn)!.id;
    const body = {
      text,
      postId,
      accountId: account,
      idempotencyKey: `key-${text.slice(0, 20)}-${Math.random()}`,
      ...more,
    };
    const answer = await agent.post(`/api/v1/inbox/${conversation.id}/replies`, body);
    assert.equal(answer.status, 202, JSON.stringify(answer.body));
    return answer.body.id as string;
  };
  const sent = async (id: string) => {
    let shown: { state: string; problem: string | null } | undefined;
    await until(
      'the reply has left',
      async () => {
        shown = (await agent.get(`/api/v1/replies/${id}`)).body;
        return shown?.state === 'sent' || shown?.state === 'failed';
      },
      30_000,
    ).catch((error: unknown) => assert.fail(`${String(error)} ${JSON.stringify(shown)}`));
    return (await agent.get(`/api/v1/replies/${id}`)).body;
  };
  const mailTo = async (address: string, words: string) => {
    const find = async () => (await servers.mailsOf(address)).filter((mail) => mail.includes(words));
    await until(`${words} arrives at ${address}`, async () => (await find()).length > 0, 30_000);
    return find();
  };
  const field = (mail: string, name: string) =>
    new RegExp(`^${name}:(.*(?:\\n[ \\t].*)*)`, 'im')
      .exec(mail.split('\n\n')[0]!)?.[1]
      ?.replaceAll(/\s+/g, ' ')
      .trim() ?? '';

  const close = async () => {
    stop.abort();
    await Promise.all(running.map((one) => one.stopped()));
    await rapport.close();
    await servers.close();
    await second?.close();
    await provider.close();
  };
  return {
    servers,
    provider,
    /** Where both servers are. */
    settings,
    rapport,
    agent,
    source,
    /** The account of CARE. */
    care: care?.account,
    conversations,
    open,
    titled,
    arrives,
    reply,
    sent,
    mailTo,
    field,
    close,
  };
}
