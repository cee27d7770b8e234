import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { InboundPost, SourceBatch, SourceContext } from '#connectors/kit/index.ts';
import type { Clock } from '#platform/clock/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { outwardOf } from '#platform/outward/testing/given.ts';
import { sampleSource } from './index.ts';
import { tellStory } from './story/index.ts';

const START = Date.UTC(2026, 4, 1);

/** Reads with a clock that jumps instead of waiting, until `enough`. */
async function read(
  cursor: string | undefined,
  enough: (batches: SourceBatch[]) => boolean,
  from = START,
): Promise<SourceBatch[]> {
  const stop = new AbortController();
  let now = from;
  const clock: Clock = {
    now: () => new Date(now),
    sleep: async (milliseconds) => void (now += milliseconds),
  };
  const outward = outwardOf();
  const context: SourceContext = {
    sourceId: 'src_1',
    cursor,
    outward,
    clock,
    log: createLogger('silent'),
    signal: stop.signal,
    ownAccounts: [],
  };
  const batches: SourceBatch[] = [];
  for await (const batch of sampleSource.read(sampleSource.parseConfig({}), context)) {
    batches.push(batch);
    if (enough(batches)) stop.abort();
  }
  return batches;
}

const itemsOf = (batches: SourceBatch[]) => batches.flatMap((batch) => batch.items);
const posts = (batches: SourceBatch[]) =>
  itemsOf(batches).filter((item): item is InboundPost => item.type === 'post');

it('tells its past at once and goes on live', async () => {
  const batches = await read(undefined, (all) => all.at(-1)!.items.length < 100 && all.length > 12);
  const past = posts(batches).filter((post) => post.createdAt.getTime() <= START);
  assert.ok(past.length > 3000, `${past.length} posts`);
  assert.ok(posts(batches).some((post) => post.createdAt.getTime() > START));
  const times = itemsOf(batches)
    .map((item) => (item.type === 'post' ? item.version : 0))
    .filter(Boolean);
  assert.deepEqual(
    times,
    [...times].sort((a, b) => a - b),
  );
});

it('goes on from its cursor without a gap or a double', async () => {
  const [first, second] = await read(undefined, (all) => all.length === 2);
  const [again] = await read(first!.cursor, (all) => all.length === 1);
  assert.deepEqual(again!.items, second!.items);
});

it('begins anew with other ids when the story has ended', async () => {
  const story = tellStory();
  const ids = new Set(
    posts(
      await read(
        JSON.stringify({ startedAt: START, told: story.length - 3 }),
        (all) => itemsOf(all).length > 5,
      ),
    ).map((post) => post.externalId),
  );
  assert.ok([...ids].some((id) => id.endsWith('-1')));
});

it('says when the brand is spoken to', async () => {
  const all = posts(await read(undefined, (batches) => batches.length === 6));
  const spoken = all.filter((post) => post.mentions!.length > 0);
  assert.ok(spoken.length > 100);
  assert.ok(spoken.some((post) => post.kind === 'reply' && !post.text.includes('@lumora.example')));
});

it('can be looked at before it is added', async () => {
  const context = {} as SourceContext;
  const { summary, sample } = await sampleSource.test(sampleSource.parseConfig(undefined), context);
  assert.match(summary, /The story has \d{4} posts/);
  assert.equal(sample.length, 5);
});
