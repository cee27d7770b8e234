import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, describe, test } from 'node:test';
import { WebSocket } from 'ws';
import {
  deleteEvent,
  didOf,
  identityEvent,
  type JetstreamEvent,
  likeEvent,
  postEvent,
  tellStory,
  tidAt,
} from './jetstream-events.ts';
import {
  type JetstreamServer,
  type JetstreamServerOptions,
  startJetstreamServer,
} from './jetstream-server.ts';

const START = Date.UTC(2026, 0, 10) * 1000;
const servers: JetstreamServer[] = [];

async function serve(options?: JetstreamServerOptions): Promise<JetstreamServer> {
  const server = await startJetstreamServer(options);
  servers.push(server);
  return server;
}

/** A plain client: what came, and a wait for a number of events or the end. */
function listen(server: JetstreamServer, query: Record<string, string | string[]>) {
  const url = new URL(`${server.url}/subscribe`);
  for (const [name, value] of Object.entries(query))
    for (const one of [value].flat()) url.searchParams.append(name, one);
  const socket = new WebSocket(url);
  const events: JetstreamEvent[] = [];
  socket.on('message', (data) => events.push(JSON.parse(String(data)) as JetstreamEvent));
  return {
    socket,
    events,
    async until(count: number) {
      while (events.length < count)
        await Promise.race([
          once(socket, 'message'),
          once(socket, 'close').then(() => assert.fail('closed')),
        ]);
      return events;
    },
  };
}

const times = (events: JetstreamEvent[]) => events.map(({ time_us }) => (time_us - START) / 1000);
const posts = (count: number) =>
  Array.from({ length: count }, (_, n) =>
    postEvent({ did: didOf(n), rkey: tidAt(START + n * 1000), text: `${n}`, time: START + n * 1000 }),
  );

after(async () => {
  await Promise.all(servers.map((server) => server.close()));
});

describe('our Jetstream', () => {
  test('replays from a cursor, the event of that time included, and goes on live', async () => {
    const server = await serve();
    server.load(posts(5));
    const client = listen(server, { cursor: String(START + 2000) });
    await client.until(3);
    server.load([deleteEvent(didOf(1), 'a', START + 9000)]);
    assert.deepEqual(times(await client.until(4)), [2, 3, 4, 9]);
  });

  test('starts live without a cursor or with one in the future, and at the oldest kept with one too old', async () => {
    const server = await serve({ keep: 3 });
    server.load(posts(10));
    const live = listen(server, {});
    const future = listen(server, { cursor: String((Date.now() + 3_600_000) * 1000) });
    await Promise.all([once(live.socket, 'open'), once(future.socket, 'open')]);
    assert.deepEqual(times(await listen(server, { cursor: '5' }).until(3)), [7, 8, 9]);
    server.load([identityEvent(didOf(1), 'a.example', START + 20_000)]);
    assert.deepEqual([times(await live.until(1)), times(await future.until(1))], [[20], [20]]);
  });

  test('filters by collection and account; identities pass the first', async () => {
    const server = await serve();
    const [a, b] = [didOf(1), didOf(2)];
    server.load([
      likeEvent(a, 'at://x', START),
      ...posts(3).map((event, n) => ({ ...event, did: n === 1 ? b : a })),
      identityEvent(b, 'b.example', START + 5000),
    ]);
    const wanted = async (query: Record<string, string | string[]>, count: number) =>
      times(await listen(server, { cursor: '1', ...query }).until(count));
    assert.deepEqual(await wanted({ wantedCollections: 'app.bsky.feed.post' }, 4), [0, 1, 2, 5]);
    assert.deepEqual(await wanted({ wantedCollections: 'app.bsky.feed.*', wantedDids: b }, 2), [1, 5]);
    assert.deepEqual(await wanted({ maxMessageSizeBytes: '250' }, 1), [5]);
  });

  test('waits for a hello when asked to, and takes new options', async () => {
    const server = await serve();
    server.load([likeEvent(didOf(1), 'at://x', START), ...posts(2)]);
    const client = listen(server, { cursor: '1', requireHello: 'true' });
    await once(client.socket, 'open');
    assert.equal(server.stats.sent, 0);
    client.socket.send(
      JSON.stringify({ type: 'options_update', payload: { wantedCollections: ['app.bsky.feed.like'] } }),
    );
    await client.until(1);
    assert.equal(client.events[0]?.commit?.['collection'], 'app.bsky.feed.like');
  });

  test('fails the same way for the same seed, and sends everything between the cuts', async () => {
    const runs = [];
    for (let run = 0; run < 2; run++) {
      const server = await serve({ seed: 5, dropChance: 0.01, repeatChance: 0.2, reorderWithin: 4 });
      server.load(tellStory({ seed: 1, events: 500, start: START }).events);
      const client = listen(server, { cursor: '1' });
      await once(client.socket, 'close');
      assert.equal(server.stats.drops, 1);
      const seen = times(client.events);
      assert.ok(new Set(seen).size < seen.length, 'some came twice');
      assert.notDeepEqual(
        seen,
        seen.toSorted((x, y) => x - y),
        'some changed places',
      );
      runs.push(seen);
    }
    const shorter = Math.min(...runs.map(({ length }) => length));
    assert.deepEqual(runs[0]?.slice(0, shorter), runs[1]?.slice(0, shorter));
  });
});
