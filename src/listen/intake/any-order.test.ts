import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import * as fc from 'fast-check';
import type { InboundItem } from '#connectors/kit/index.ts';
import type { App } from '#platform/app/index.ts';
import { createTestApp, type TestApp } from '../../../test/helpers/app.ts';
import { takeIn } from './index.ts';
import { deletion, post, provideMatcher } from './testing/posts.ts';

const SEED = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const POSTS = 4;

let test: TestApp;
let app: App;

before(async () => {
  test = await createTestApp();
  app = test.app;
  provideMatcher(app);
});
after(() => test.close());

type Step = 'create' | 'edit' | 'delete';
interface Life {
  steps: { step: Step; isMatching: boolean }[];
  /** Two authors, so that the end of an account takes some posts and leaves others. */
  author: string;
}

const life: fc.Arbitrary<Life> = fc.record({
  author: fc.constantFrom('author-1', 'author-2'),
  steps: fc
    .record({
      isMatching: fc.boolean(),
      edits: fc.array(fc.boolean(), { maxLength: 3 }),
      isDeleted: fc.boolean(),
      isRevived: fc.boolean(),
    })
    .map(({ isMatching, edits, isDeleted, isRevived }) => [
      { step: 'create' as const, isMatching },
      ...edits.map((matches) => ({ step: 'edit' as const, isMatching: matches })),
      ...(isDeleted ? [{ step: 'delete' as const, isMatching: false }] : []),
      ...(isDeleted && isRevived
        ? [
            { step: 'create' as const, isMatching: true },
            { step: 'edit' as const, isMatching: false },
          ]
        : []),
    ]),
});

interface Plan {
  lives: Life[];
  endsAccount: boolean;
  /** Where each event goes in the shuffled telling, and how often it is told. */
  order: number[];
  repeats: number[];
  batches: number[];
}

const plan: fc.Arbitrary<Plan> = fc.record({
  lives: fc.array(life, { minLength: 1, maxLength: POSTS }),
  endsAccount: fc.boolean(),
  order: fc.array(fc.nat(1_000_000), { minLength: 80, maxLength: 80 }),
  repeats: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 80, maxLength: 80 }),
  batches: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 80, maxLength: 80 }),
});

/** Versions rise over all posts in turn, as on a network with one clock. */
function history({ lives, endsAccount }: Plan): InboundItem[] {
  const events: InboundItem[] = [];
  let version = 1;
  for (let round = 0; round < 8; round++) {
    for (const [number, { steps, author }] of lives.entries()) {
      const step = steps[round];
      if (!step) continue;
      version++;
      if (step.step === 'delete') events.push(deletion(`post-${number}`, version));
      else {
        const text = `${step.isMatching ? 'match' : 'plain'} v${version}`;
        events.push(
          post(`post-${number}`, {
            version,
            text,
            author: { externalId: author },
            ...(step.step === 'edit' ? { isEdit: true } : {}),
          }),
        );
      }
    }
  }
  if (endsAccount) events.push(deletion('author-1', version + 1, { scope: 'author' }));
  return events;
}

async function tell(items: readonly InboundItem[], batches: readonly number[]): Promise<unknown[]> {
  await app.db.query('truncate posts, post_topics, post_tombstones, accounts, refusals, source_minutes');
  for (let from = 0, i = 0; from < items.length; i++) {
    const size = batches[i % batches.length]!;
    await takeIn(app, { sourceId: 'src_test', items: items.slice(from, from + size) });
    from += size;
  }
  return app.db.query(
    `select p.external_id, p.version, p.text, p.search::text as search, array_agg(t.topic_id order by t.topic_id) as topics
       from posts p left join post_topics t on t.post_id = p.id where p.deleted_at is null group by p.id order by p.external_id`,
  );
}

it(`ends in the same state for any order and any repetition of what happened (SEED=${SEED})`, async () => {
  await fc.assert(
    fc.asyncProperty(plan, async (given) => {
      const events = history(given);
      const ordered = await tell(events, [1]);
      const retold = events
        .flatMap((event, index) =>
          Array.from({ length: given.repeats[index % 80]! }, (_, copy) => ({
            event,
            at: given.order[(index * 3 + copy) % 80]!,
          })),
        )
        .sort((a, b) => a.at - b.at)
        .map(({ event }) => event);
      assert.deepEqual(await tell(retold, given.batches), ordered);
    }),
    // Each attempt to make a failing history smaller asks the database a hundred times: say at once what failed.
    { seed: SEED, numRuns: Number(process.env['RUNS'] ?? 40), endOnFailure: true },
  );
});

it('keeps an edit that waits for its post when an earlier delete is told once more', async () => {
  const state = (version: number, text: string, more: object = {}) =>
    post('post-1', { version, text, ...more });
  const rows = await tell(
    [
      state(7, 'match v7'),
      deletion('post-1', 10),
      state(16, 'plain v16', { isEdit: true }),
      deletion('post-1', 10),
      state(13, 'match v13'),
    ],
    [1],
  );
  assert.deepEqual(
    rows.map((row) => (row as { text: string }).text),
    ['plain v16'],
  );
});
