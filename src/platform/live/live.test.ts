import assert from 'node:assert/strict';
import { connect, type AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Actor } from '#platform/app/index.ts';
import { createServer, type HttpServer } from '#platform/http/index.ts';
import { createTestApp, type TestApp, until } from '../../../test/helpers/app.ts';
import { liveRoute } from './index.ts';

declare module '#platform/bus/index.ts' {
  interface Events {
    'test.shown': { word: string };
    'test.hidden': { word: string };
  }
}

/** A reader of server-sent events that keeps all it hears. */
class Listener {
  text = '';
  status = 0;
  headers = new Headers();
  isOpen = true;
  readonly #stop = new AbortController();

  static async open(url: string, user: string, headers: Record<string, string> = {}): Promise<Listener> {
    const listener = new Listener();
    const answer = await fetch(`${url}/api/v1/live`, {
      headers: { authorization: user, ...headers },
      signal: listener.#stop.signal,
    });
    listener.status = answer.status;
    listener.headers = answer.headers;
    void listener.#read(answer);
    return listener;
  }

  async #read(answer: Response): Promise<void> {
    try {
      for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) this.text += chunk;
    } catch {
      // Cut off: the same as ended.
    }
    this.isOpen = false;
  }

  get lastId(): string | undefined {
    return [...this.text.matchAll(/^id: (.+)$/gm)].at(-1)?.[1];
  }
  words = (): string[] => [...this.text.matchAll(/"word":"(\w+)"/g)].map((match) => match[1]!);
  close = (): void => this.#stop.abort();
}

describe('live updates', () => {
  let test: TestApp;
  let server: HttpServer;
  let url: string;
  const ended = new Set<string>();
  let changed: (userId: string) => void = () => undefined;
  let isAway = false;
  const open: Listener[] = [];

  const listen = async (user: string, headers?: Record<string, string>) => {
    const listener = await Listener.open(url, user, headers);
    open.push(listener);
    return listener;
  };
  const say = (word: string) => test.app.bus.publish('test.shown', { word });
  const actorOf = (id: string): Actor => ({
    kind: 'user',
    id,
    name: id,
    role: 'viewer',
    permissions: new Set(),
  });

  before(async () => {
    test = await createTestApp();
    const access = {
      isAdmitted: async (_app: unknown, _request: unknown, userId: string) => {
        if (isAway) throw new Error('the database is away');
        return !ended.has(userId);
      },
      onChanged: (_app: unknown, callback: (userId: string) => void) => {
        changed = callback;
      },
    };
    server = await createServer({
      app: test.app,
      routes: [liveRoute(new Set(['test.shown', 'bus.resync']), access, 50)],
      permissions: new Set(),
      authenticate: async ({ headers: { authorization: id } }) => (id && !ended.has(id) ? actorOf(id) : null),
    });
    await server.listen({ port: 0, host: '127.0.0.1' });
    url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  });
  after(async () => {
    for (const listener of open) listener.close();
    await server.close();
    await test.close();
  });

  it('tell what may be told, and only that', async () => {
    const listener = await listen('ann');
    assert.equal(listener.status, 200);
    assert.match(listener.headers.get('content-type') ?? '', /^text\/event-stream/);
    assert.match(listener.headers.get('content-security-policy') ?? '', /default-src 'none'/);
    await test.app.bus.publish('test.hidden', { word: 'hidden' });
    await say('first');
    await until('it is heard', () => listener.words().includes('first'));
    assert.deepEqual(listener.words(), ['first']);
    assert.match(listener.text, /^retry: 2000\n\n/);
  });

  it('follow after a break with what was missed', async () => {
    const before = await listen('ann');
    await say('second');
    await until('it is heard', () => before.words().includes('second'));
    before.close();
    await say('third');
    await say('fourth');
    const again = await listen('ann', { 'last-event-id': before.lastId! });
    await until('the rest is heard', () => again.words().length === 2);
    assert.deepEqual(again.words(), ['third', 'fourth']);
    assert.doesNotMatch(again.text, /bus\.resync/);
  });

  it('miss nothing when the line broke before the first event', async () => {
    const before = await listen('ann');
    await until('it knows where it is', () => before.lastId !== undefined);
    before.close();
    await say('early');
    const again = await listen('ann', { 'last-event-id': before.lastId! });
    await until('it is heard', () => again.words().includes('early'));
    assert.deepEqual(again.words(), ['early']);
  });

  it('tell whom they do not know to load everything again', async () => {
    const listener = await listen('ann', { 'last-event-id': 'another-run-7' });
    await until('it is told', () => /event: bus\.resync/.test(listener.text));
  });

  it('end for a user whose access changes, and for nobody else', async () => {
    const [ben, ben2, eve] = [await listen('ben'), await listen('ben'), await listen('eve')];
    ended.add('ben');
    changed('ben');
    await until('both of his are closed', () => !ben.isOpen && !ben2.isOpen);
    await say('secret');
    await until('she hears on', () => eve.words().includes('secret'));
    assert.ok(![...ben.words(), ...ben2.words()].includes('secret'));
    assert.equal((await listen('ben')).status, 401);
  });

  it('end at the next beat when a session ran out without any event', async () => {
    const cara = await listen('cara');
    await until('it beats', () => cara.text.includes(': beat'));
    ended.add('cara');
    await until('it is closed', () => !cara.isOpen);
  });

  it('are checked when events may have been missed', async () => {
    const dora = await listen('dora');
    ended.add('dora');
    await test.app.bus.publish('bus.resync', {});
    await until('it is closed', () => !dora.isOpen);
  });

  it('go on while the database is away', async () => {
    const listener = await listen('fay');
    isAway = true;
    await until('it beats three times', () => listener.text.split(': beat').length > 3);
    isAway = false;
    assert.ok(listener.isOpen);
  });

  it('are limited for each user', async () => {
    const many = await Promise.all(Array.from({ length: 45 }, () => listen('gus')));
    assert.deepEqual(
      [many.filter((one) => one.status === 200).length, many.filter((one) => one.status === 429).length],
      [40, 5],
    );
    for (const one of many) one.close();
    await until('places are free again', async () => {
      const next = await listen('gus');
      next.close();
      return next.status === 200;
    });
  });

  it('cut off whoever does not read', async () => {
    const { port } = new URL(url);
    const socket = connect(Number(port), '127.0.0.1');
    let isClosed = false;
    socket.on('error', () => undefined).on('close', () => (isClosed = true));
    socket.write('GET /api/v1/live HTTP/1.1\r\nHost: x\r\nAuthorization: slow\r\n\r\n');
    await new Promise((resolve) => socket.once('data', resolve));
    socket.pause();
    const reader = await listen('reader');
    const word = 'w'.repeat(6000);
    // By its length: looking through all of it again and again would take longer than hearing it.
    const hasHeard = (count: number) => () => reader.text.length >= count * word.length;
    // More than the buffers of the system hold beside the mebibyte that is allowed.
    for (let i = 0; i < 4000; i += 100) {
      await test.app.db.query(
        `select pg_notify('rapport_events', $1) from generate_series(1, 100) n where pg_notify('rapport_events', $1 || repeat(' ', n)) is not null`,
        [JSON.stringify({ name: 'test.shown', data: { word } })],
      );
      // Whoever reads keeps up, also where this process has little time.
      await until('the other one has heard it', hasHeard(i + 100), 40_000);
    }
    socket.resume();
    await until('it is cut off', () => isClosed, 5000);
    assert.ok(reader.isOpen, 'the others go on');
  });

  it('answer HEAD without staying open', async () => {
    const answer = await fetch(`${url}/api/v1/live`, {
      method: 'HEAD',
      headers: { authorization: 'ann' },
      signal: AbortSignal.timeout(3000),
    });
    assert.equal(answer.status, 200);
    assert.equal(await answer.text(), '');
  });
});
