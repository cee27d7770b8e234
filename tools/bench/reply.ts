/**
 * How long a reply takes from the agent's request to standing on the network, and to being seen as sent, with the network on the same
 * machine. The bare write of such a record to that network is measured beside it, so that the rest can be told apart.
 *
 *     node tools/bench/reply.ts [--replies 200]
 */
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { becomeOwner, type Client } from '../../test/helpers/client.ts';
import { type FaultyNetworkState } from '../../test/helpers/faulty-network.ts';
import { didOf, postEvent, tidAt } from '../../test/helpers/jetstream-events.ts';
import { startJetstreamServer } from '../../test/helpers/jetstream-server.ts';
import { freePort, startHelper, startProgram, temporaryData } from '../../test/helpers/program.ts';

const { values } = parseArgs({ options: { replies: { type: 'string', default: '200' } } });
const REPLIES = Number(values.replies);
const WARM_UP = 10;

interface Figure {
  accepted: number;
  stands: number;
  seen: number;
}

const closing: (() => Promise<unknown>)[] = [];
try {
  const stream = await startJetstreamServer();
  closing.push(() => stream.close());
  const network = await startHelper('faulty-network.ts', ['--drop', '0']);
  closing.push(() => network.end('SIGKILL'));
  const data = await temporaryData();
  closing.push(() => data.remove());
  const program = await startProgram({
    RAPPORT_DATA: data.path,
    PORT: String(await freePort()),
    RAPPORT_ALLOW: [stream.url, network.url].map((url) => new URL(url).host).join(','),
  });
  closing.push(() => program.end());
  const client = await becomeOwner(program.url, program.ownerLink);
  const accountId = await setUp(client, stream.url, network.url);
  await until(() => stream.stats.open > 0);
  stream.load(complaints());
  const conversations = await opened(client);
  const live = await hear(client);
  closing.push(async () => live.close());
  const figures: Figure[] = [];
  for (const [n, conversation] of conversations.entries())
    figures.push(await answer(client, conversation, accountId, n, network.url, live));
  const measured = figures.slice(WARM_UP);
  const bare = await bareWrites(network.url);
  console.log(
    `${measured.length} replies, one after the other, ${WARM_UP} before them not counted; the network loses nothing`,
  );
  print(
    'request → accepted',
    measured.map(({ accepted }) => accepted),
  );
  print(
    'request → stands on the network',
    measured.map(({ stands }) => stands),
  );
  print(
    'request → told and read as sent',
    measured.map(({ seen }) => seen),
  );
  print('bare write to the network', bare);
} finally {
  for (const close of closing.toReversed()) await close();
}

async function setUp(client: Client, stream: string, network: string): Promise<string> {
  // The account first: a new one makes the sources of its network begin anew.
  const wish = { network: 'bluesky', service: network, identifier: 'zephyr.example.com', password: 'x' };
  const account = await client.post('/brand/accounts', wish);
  await client.post('/topics', { name: 'Zephyr', query: 'zephyr' });
  await client.post('/sources', { kind: 'bluesky-jetstream', config: { hosts: [stream] } });
  return account.id;
}

function complaints() {
  const start = (Date.now() - 60_000) * 1000;
  return Array.from({ length: REPLIES + WARM_UP }, (_, n) => {
    const time = start + n * 1000;
    return postEvent({ did: didOf(n), rkey: tidAt(time), text: `My zephyr is broken, number ${n}`, time });
  });
}

async function opened(client: Client): Promise<string[]> {
  let ids: string[] = [];
  await until(async () => {
    ids = (await client.all('/inbox?status=any')).map(({ id }) => id);
    return ids.length === REPLIES + WARM_UP;
  }, 100);
  return ids;
}

interface Live {
  /** Resolves when the browsers are told that the reply was sent. */
  sent(replyId: string): Promise<void>;
  close(): void;
}

/** The live channel that browsers listen to. */
async function hear(client: Client): Promise<Live> {
  const stop = new AbortController();
  const response = await client.open('/live', stop.signal);
  if (!response.ok || !response.body) throw new Error(`there is no live channel: ${response.status}`);
  const told = new Map<string, PromiseWithResolvers<void>>();
  const of = (id: string) => {
    const known = told.get(id) ?? Promise.withResolvers<void>();
    told.set(id, known);
    return known;
  };
  const read = async (body: ReadableStream<Uint8Array>) => {
    let rest = '';
    for await (const text of body.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + text).split('\n');
      rest = lines.pop()!;
      for (const line of lines.filter((one) => one.startsWith('data:'))) {
        const { replyId, state } = JSON.parse(line.slice(5)) as { replyId?: string; state?: string };
        if (replyId !== undefined && state === 'sent') of(replyId).resolve();
      }
    }
  };
  read(response.body).catch(() => undefined);
  return { sent: (id) => of(id).promise, close: () => stop.abort() };
}

async function answer(
  client: Client,
  conversationId: string,
  accountId: string,
  n: number,
  network: string,
  live: Live,
): Promise<Figure> {
  const postId = (await client.get(`/inbox/${conversationId}`)).thread[0].id;
  const text = `Here is help number ${n}`;
  const wish = { text, postId, accountId, idempotencyKey: `bench-reply-${n}` };
  const from = performance.now();
  const ask = async () => {
    const { id } = await client.post(`/inbox/${conversationId}/replies`, wish);
    const accepted = performance.now();
    await live.sent(id);
    const { state } = await client.get(`/replies/${id}`);
    if (state !== 'sent') throw new Error(`told that it is sent, but it is ${state}`);
    return { accepted: accepted - from, seen: performance.now() - from };
  };
  const [asked, stands] = await Promise.all([ask(), untilStanding(network, text)]);
  return { ...asked, stands: stands - from };
}

async function untilStanding(network: string, text: string): Promise<number> {
  for (;;) {
    const state = (await (await fetch(`${network}/control/state`)).json()) as FaultyNetworkState;
    if (state.texts[text]) return performance.now();
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

async function bareWrites(network: string): Promise<number[]> {
  const call = async (method: string, body: object, token?: string) => {
    const headers = {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
    };
    const response = await fetch(`${network}/xrpc/${method}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    return (await response.json()) as { did: string; accessJwt: string };
  };
  const { did, accessJwt } = await call('com.atproto.server.createSession', {
    identifier: 'bare.example.com',
    password: 'x',
  });
  const times: number[] = [];
  for (let n = 0; n < REPLIES; n++) {
    const record = { $type: 'app.bsky.feed.post', text: `Bare ${n}`, createdAt: new Date().toISOString() };
    const from = performance.now();
    await call(
      'com.atproto.repo.putRecord',
      { repo: did, collection: 'app.bsky.feed.post', rkey: tidAt(n + 1), record },
      accessJwt,
    );
    times.push(performance.now() - from);
  }
  return times;
}

async function until(isTrue: () => boolean | Promise<boolean>, everyMs = 10): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, everyMs));
}

function print(name: string, milliseconds: number[]): void {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!.toFixed(1);
  console.log(
    `${name.padEnd(34)} p50 ${at(0.5).padStart(7)} ms   p95 ${at(0.95).padStart(7)} ms   max ${at(1).padStart(7)} ms`,
  );
}
