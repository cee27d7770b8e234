import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { systemClock } from '#platform/clock/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { createOutward, type Outward } from '#platform/outward/index.ts';
import {
  accountEvent,
  deleteEvent,
  didOf,
  identityEvent,
  likeEvent,
  postEvent,
  tellStory,
  tidAt,
} from '../../../../test/helpers/jetstream-events.ts';
import { type JetstreamServer, startJetstreamServer } from '../../../../test/helpers/jetstream-server.ts';
import type { InboundItem, RawFilter, Refusal, SourceBatch, SourceContext } from '../../kit/index.ts';
import { jetstreamSource, type JetstreamConfig } from './jetstream.ts';

const START = Date.UTC(2026, 0, 10) * 1000;
const log = createLogger('silent');
const servers: JetstreamServer[] = [];
const outwards: Outward[] = [];

async function serve(...options: Parameters<typeof startJetstreamServer>): Promise<JetstreamServer> {
  const server = await startJetstreamServer(...options);
  servers.push(server);
  return server;
}

function reading(urls: string[], cursor?: string, filter?: RawFilter) {
  const allow = new Set(urls.map((url) => new URL(url).host));
  const outward = createOutward({ allow, log });
  outwards.push(outward);
  const stop = new AbortController();
  const config = jetstreamSource.parseConfig({ hosts: urls });
  const context: SourceContext = {
    sourceId: 'source_1',
    cursor,
    outward,
    clock: systemClock,
    log,
    signal: stop.signal,
    ownAccounts: [],
    ...(filter && { filter }),
  };
  return { config: config as JetstreamConfig, context, stop };
}

/** Reads until `isEnough`, as intake would: doubles are dropped by version, deletions win. */
async function readUntil(
  urls: string[],
  isEnough: (state: Reading) => boolean,
  cursor?: string,
  filter?: RawFilter,
): Promise<Reading> {
  const { config, context, stop } = reading(urls, cursor, filter);
  const state = new Reading();
  for await (const batch of jetstreamSource.read(config, context)) {
    state.take(batch);
    if (isEnough(state)) stop.abort();
  }
  return state;
}

class Reading {
  batches: SourceBatch[] = [];
  items: InboundItem[] = [];
  refusals: Refusal[] = [];
  standing = new Map<string, { version: number; text: string | null }>();
  skipped = 0;

  take(batch: SourceBatch): void {
    this.batches.push(batch);
    this.skipped += batch.skipped ?? 0;
    for (const item of batch.items) {
      if (item.type === 'refusal') this.refusals.push(item);
      else this.items.push(item);
      if (item.type === 'post' || item.type === 'delete') {
        const before = this.standing.get(item.externalId);
        if (before && before.version >= item.version) continue;
        this.standing.set(item.externalId, {
          version: item.version,
          text: item.type === 'post' ? item.text : null,
        });
      }
    }
  }

  get gaps() {
    return this.batches.flatMap(({ gap }) => gap ?? []);
  }

  get cursor() {
    return this.batches.at(-1)?.cursor;
  }

  texts(): [string, string | null][] {
    return [...this.standing].map(([uri, { text }]) => [uri, text]);
  }
}

after(async () => {
  await Promise.all([
    ...outwards.map((outward) => outward.close()),
    ...servers.map((server) => server.close()),
  ]);
});

describe('reading a Jetstream', () => {
  test('brings posts, edits, deletions, closed accounts and new handles; leaves the rest', async () => {
    const server = await serve();
    const [ada, bob] = [didOf(1), didOf(2)];
    const rkey = tidAt(START);
    const create = postEvent({ did: ada, rkey, text: 'Hello', time: START });
    server.load([
      create,
      likeEvent(bob, `at://${ada}/app.bsky.feed.post/${rkey}`, START + 1000),
      postEvent({ did: ada, rkey, text: 'Hello!', time: START + 2000, operation: 'update' }),
      deleteEvent(ada, rkey, START + 3000),
      accountEvent(bob, START + 4000, 'deleted'),
      accountEvent(bob, START + 4500, 'deactivated'),
      accountEvent(bob, START + 4600),
      identityEvent(ada, 'ada.example.com', START + 5000),
      postEvent({ did: bob, rkey: tidAt(START + 6000), text: 'Bye', time: START + 6000 }),
    ]);
    const { items, batches, refusals } = await readUntil(
      [server.url],
      ({ items }) => items.length === 6,
      JSON.stringify({ host: server.url, time: START }),
    );
    assert.deepEqual(refusals, []);
    const uri = `at://${ada}/app.bsky.feed.post/${rkey}`;
    const [first, edit, removal, gone, profile] = items;
    assert.deepEqual(first, {
      type: 'post',
      origin: 'bluesky',
      externalId: uri,
      version: START,
      network: 'bluesky',
      kind: 'post',
      author: { externalId: ada, profileUrl: `https://bsky.app/profile/${ada}` },
      text: 'Hello',
      url: `https://bsky.app/profile/${ada}/post/${rkey}`,
      langs: ['en'],
      createdAt: new Date(START / 1000 - 40),
      revision: create.commit?.['cid'],
    });
    assert.ok(edit?.type === 'post' && edit.isEdit === true && edit.version === START + 2000);
    assert.deepEqual(removal, { type: 'delete', origin: 'bluesky', externalId: uri, version: START + 3000 });
    assert.deepEqual(gone, {
      type: 'delete',
      origin: 'bluesky',
      externalId: bob,
      scope: 'author',
      version: START + 4000,
    });
    assert.ok(profile?.type === 'profile' && profile.author.handle === 'ada.example.com');
    assert.equal(batches.at(-1)?.newestEventAt?.getTime(), START / 1000 + 6);
  });

  test('leaves unparsed what its filter does not want, and counts it; edits and deletions come all the same', async () => {
    const server = await serve();
    const ada = didOf(1);
    const texts = ['noise', 'wanted', 'drawn', 'more\nnoise', 'late noise'];
    const posts = texts.map((text, i) =>
      postEvent({ did: ada, rkey: tidAt(START + i), text, time: START + i }),
    );
    server.load([
      ...posts,
      postEvent({ did: ada, rkey: tidAt(START), text: 'noise!', time: START + 10, operation: 'update' }),
      deleteEvent(ada, tidAt(START + 3), START + 11),
      postEvent({ did: ada, rkey: tidAt(START + 12), text: 'last noise', time: START + 12 }),
    ]);
    const asked: string[] = [];
    const filter: RawFilter = {
      judge({ bytes, parts, author }) {
        assert.equal(author, ada);
        const text = Buffer.from(bytes.subarray(parts[0], parts[1])).toString();
        asked.push(text);
        return text === 'wanted' || text === 'drawn' ? text : 'skip';
      },
    };
    const { items, skipped, cursor } = await readUntil(
      [server.url],
      (state) => state.items.length + state.skipped === 8,
      JSON.stringify({ host: server.url, time: START }),
      filter,
    );
    assert.deepEqual(asked, [...texts, 'last noise']);
    const shown = items.map((item) =>
      item.type === 'post' ? [item.text, item.isEdit ?? false, item.isDrawn ?? false] : item.type,
    );
    assert.deepEqual(shown, [
      ['wanted', false, false],
      ['drawn', false, true],
      ['noise!', true, false],
      'delete',
    ]);
    assert.equal(skipped, 4);
    assert.equal(JSON.parse(cursor!).time, START + 12);
  });

  test('takes up where it stopped, five seconds earlier, and knows a gap from none', async () => {
    const server = await serve();
    const story = tellStory({ seed: 7, events: 400, start: START, step: 50_000 });
    server.load(story.events.slice(0, 200));
    const first = await readUntil([server.url], ({ items }) => items.length >= 200, '1');
    assert.equal(first.gaps.length, 1, 'the first cursor lies before everything that is kept');
    server.load(story.events.slice(200));
    const second = await readUntil([server.url], ({ items }) => items.length >= 301, first.cursor);
    assert.deepEqual(second.gaps, []);
    assert.equal(server.stats.cursors[1], String(START + 199 * 50_000 - 5_000_000));
    for (const batch of first.batches) second.take(batch);
    assert.deepEqual(new Map(second.texts()), story.expected);
  });

  test('shows a gap when the host no longer has what comes next', async () => {
    const server = await serve({ keep: 100 });
    const { events } = tellStory({ seed: 8, events: 300, start: START });
    server.load(events.slice(0, 50));
    const first = await readUntil([server.url], ({ items }) => items.length >= 50, '1');
    server.load(events.slice(50));
    const second = await readUntil([server.url], ({ items }) => items.length >= 100, first.cursor);
    assert.equal(second.gaps.length, 1);
    assert.deepEqual(second.gaps[0]?.from, new Date((START + 49_000) / 1000));
    assert.deepEqual(second.gaps[0]?.to, new Date((START + 200_000) / 1000));
  });

  test('loses and doubles nothing while the host cuts, repeats and reorders', async () => {
    const seed = Number(process.env['SEED'] ?? 20_261);
    const server = await serve({ seed, dropChance: 0.002, repeatChance: 0.03, reorderWithin: 6 });
    const story = tellStory({ seed, events: 3000, start: START, step: 50_000 });
    server.load(story.events);
    const last = story.events.at(-1)!.time_us;
    const end = await readUntil(
      [server.url],
      ({ batches }) => Number(batches.at(-1)?.newestEventAt) * 1000 >= last,
      '1',
    );
    assert.ok(server.stats.drops > 0, `the host cut the line (seed ${seed})`);
    const rest = await readUntil([server.url], ({ items }) => items.length >= 50, end.cursor);
    for (const batch of rest.batches) end.take(batch);
    assert.deepEqual(new Map(end.texts()), story.expected, `seed ${seed}`);
    assert.equal(end.gaps.length, 1, 'only the made-up first cursor was too old');
  });

  test('keeps what it cannot understand aside, with the reason, and reads on', async () => {
    const server = await serve();
    const did = didOf(3);
    const strange = [
      '{"did":"did:plc:x","time_us":',
      '[1,2]',
      JSON.stringify({ did, kind: 'commit' }),
      JSON.stringify({ did: 'nobody', time_us: START, kind: 'commit' }),
      JSON.stringify({
        did,
        time_us: START,
        kind: 'commit',
        commit: { collection: 'app.bsky.feed.post', rkey: 'a/b' },
      }),
      JSON.stringify({
        ...postEvent({ did, rkey: 'a', text: '', time: START }),
        commit: { collection: 'app.bsky.feed.post', rkey: 'a', operation: 'create', record: { text: 5 } },
      }),
      JSON.stringify({ did, time_us: START, kind: 'commit', commit: null }),
      JSON.stringify({ did, time_us: START }),
    ];
    server.load([
      identityEvent(did, 'eve.example.com', START),
      ...strange,
      postEvent({ did, rkey: 'b', text: 'fine', time: START + 10 }),
    ]);
    const { refusals, items } = await readUntil([server.url], ({ items }) => items.length === 2, '1');
    assert.equal(items[1]?.type === 'post' && items[1].text, 'fine');
    assert.deepEqual(
      refusals.map(({ payload }) => payload),
      strange,
    );
    assert.deepEqual(
      new Set(refusals.map(({ code }) => code)),
      new Set(['bluesky.event_invalid', 'bluesky.record_invalid']),
    );
    assert.ok(refusals.every(({ reason }) => reason.length > 10));
  });

  test('goes to the next host when one does not answer, and reads from the time reached', async () => {
    const server = await serve();
    server.load(tellStory({ seed: 9, events: 10, start: START }).events);
    const dead = await startJetstreamServer();
    await dead.close();
    const cursor = JSON.stringify({ host: dead.url, time: START });
    const { items, gaps } = await readUntil(
      [dead.url, server.url],
      ({ items }) => items.length >= 10,
      cursor,
    );
    assert.equal(items.length, 10);
    assert.deepEqual(gaps, [], 'hosts may date an event differently');
  });

  test('misses nothing that was said between its start and a line that was cut at once', async () => {
    const server = await serve({ dropChance: 1 });
    const now = Date.now() * 1000;
    server.load([identityEvent(didOf(1), 'a.example.com', now)]);
    const [text, did] = ['Right after the start', didOf(2)];
    const reading = readUntil(
      [server.url, server.url.replace('127.0.0.1', 'localhost')],
      ({ items }) => items.length === 2,
    );
    while (server.stats.drops < 1) await setImmediate();
    server.load([postEvent({ did, rkey: tidAt(now + 5), text, time: now + 5 })]);
    server.set({ dropChance: 0 });
    const { items, gaps } = await reading;
    assert.ok(items[1]?.type === 'post' && items[1].text === text);
    assert.deepEqual(gaps, []);
    assert.ok(Number(server.stats.cursors[1]) < now);
  });

  test('follows the times of its host, though they lie in the past', async () => {
    const server = await serve();
    const { events } = tellStory({ seed: 4, events: 30, start: START });
    const live = readUntil([server.url], ({ items }) => items.length >= 10);
    while (server.stats.open < 1) await setImmediate();
    server.load(events.slice(0, 10));
    const { cursor } = await live;
    assert.equal(cursor, JSON.stringify({ host: server.url, time: events[9]?.time_us }));
  });

  test('says so when no host answers', async () => {
    const dead = await startJetstreamServer();
    await dead.close();
    await assert.rejects(
      readUntil([dead.url], () => false),
      /could not be reached/,
    );
  });
});

describe('the configuration of a Jetstream', () => {
  test('takes public hosts and posts when nothing is said', () => {
    const config = jetstreamSource.parseConfig({});
    assert.equal(config.hosts.length, 4);
    assert.deepEqual(config.wantedCollections, ['app.bsky.feed.post']);
  });

  test('understands addresses as people write them', () => {
    const hosts = (input: unknown) => jetstreamSource.parseConfig({ hosts: input }).hosts;
    assert.deepEqual(hosts('jetstream.example.com, http://127.0.0.1:6008/'), [
      'wss://jetstream.example.com',
      'ws://127.0.0.1:6008',
    ]);
    assert.deepEqual(hosts(['https://a.example', 'a.example/', 'wss://A.example/subscribe?cursor=1']), [
      'wss://a.example',
      'wss://a.example',
      'wss://a.example',
    ]);
  });

  for (const [name, input] of Object.entries({
    'a path': { hosts: ['wss://a.example/elsewhere'] },
    'a name and password': { hosts: ['wss://a:b@c.example'] },
    'something else than text': { hosts: [5] },
    'an odd collection': { wantedCollections: ['posts'] },
    'no object': 'hello',
  })) {
    test(`names the field for ${name}`, () => {
      assert.throws(() => jetstreamSource.parseConfig(input), { code: 'source.config_invalid' });
    });
  }
});

describe('trying a Jetstream', () => {
  let server: JetstreamServer;
  before(async () => {
    server = await serve();
  });

  test('shows what it heard', async () => {
    const now = Date.now() * 1000;
    server.load(tellStory({ seed: 3, events: 20, start: now - 2_000_000 }).events);
    const { config, context } = reading([server.url]);
    const { summary, sample } = await jetstreamSource.test(config, context);
    assert.match(summary, /answers; \d+ events/);
    assert.equal(sample.length, 5);
  });

  test('says why it failed', async () => {
    const dead = await startJetstreamServer();
    await dead.close();
    const { config, context } = reading([dead.url]);
    await assert.rejects(jetstreamSource.test(config, context), /did not answer/);
  });
});
