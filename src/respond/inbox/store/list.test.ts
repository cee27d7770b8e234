import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createTestApp, type TestApp } from '../../../../test/helpers/app.ts';
import { seeded } from '../../../platform/outbox/testing/fake-network.ts';
import {
  type Conversation,
  emptyConversation,
  facet,
  facetsOf,
  placed,
  STATUSES,
} from '../domain/conversation.ts';
import { insertConversations, lockConversations, updateConversations } from './conversations.ts';
import { estimateFitting } from './estimate.ts';
import { type ListFilter, selectPage, type Sort } from './list.ts';

const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const ROWS = 300;
const NETWORKS = ['bluesky', 'mastodon', 'feed'];
const random = seeded(SEED);
const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
const some = (from: readonly string[], share: number) => from.filter(() => random() < share);

let testApp: TestApp;
let all: Conversation[];
before(async () => {
  testApp = await createTestApp();
  const { app } = testApp;
  await insertConversations(
    app,
    Array.from({ length: ROWS }, (_, i) => madeUp(i)),
  );
  // Half of them move once, so that the queues of topics have to follow.
  await app.db.transaction(async () => {
    const rows = await lockConversations(
      app,
      Array.from({ length: ROWS / 2 }, (_, i) => idOf(i * 2)),
    );
    await updateConversations(
      app,
      rows.map((row) => ({ ...varied(row), isGone: random() < 0.1 })),
    );
    all = await lockConversations(
      app,
      Array.from({ length: ROWS }, (_, i) => idOf(i)),
    );
  });
});
after(() => testApp.close());

const idOf = (i: number) => `conv_${String(i).padStart(24, '0')}`;

function madeUp(i: number): Conversation {
  const said = new Date(Date.UTC(2026, 0, 1) + Math.floor(random() * 40) * 3_600_000);
  const post = {
    id: `post_${i}`,
    origin: 'x',
    network: pick(NETWORKS),
    externalId: `x${i}`,
    rootExternalId: null,
    accountId: 'acct_1',
    createdAt: said,
    receivedAt: said,
  };
  return varied({
    ...emptyConversation(idOf(i), {
      ...post,
      title: null,
      text: '',
      media: [],
      addresses: [],
      mentions: [],
      topics: [],
    }),
    postIds: [post.id],
  });
}

function varied(row: Conversation): Conversation {
  const status = pick(STATUSES);
  return placed({
    ...row,
    status,
    snoozedUntil: status === 'snoozed' ? new Date(Date.UTC(2030, 0)) : null,
    waitingSince: random() < 0.5 ? row.lastPostAt : null,
    assigneeId: pick([null, null, 'user_a', 'user_b']),
    labels: some(['Vip', 'late', 'rare'], 0.2),
    topicIds: some(['topic_a', 'topic_b', 'topic_c'], 0.4),
    factors: [{ key: 'x', points: Math.floor(random() * 4) * 5, reason: 'x' }],
  });
}

/** What the list should hold, found the plain way. */
function expected(filter: ListFilter): string[] {
  const key = (row: Conversation) => (filter.sort === 'priority' ? row.rank : row.lastPostAt.getTime());
  const sign = filter.sort === 'newest' ? -1 : 1;
  return all
    .filter(
      (row) =>
        !row.isGone &&
        filter.statuses.includes(row.status) &&
        filter.facets.every((one) => facetsOf(row).includes(one)),
    )
    .sort((a, b) => sign * (key(a) - key(b) || (a.id < b.id ? -1 : 1)))
    .map((row) => row.id);
}

test(`every combination of filters, page by page, is what a plain search finds (seed ${SEED})`, async () => {
  let compared = 0;
  for (let round = 0; round < 150; round++) {
    const topicId = random() < 0.5 ? pick(['topic_a', 'topic_b', 'topic_none']) : undefined;
    const assigneeId = random() < 0.5 ? pick([null, 'user_a']) : undefined;
    const facets = [...some([facet.network('bluesky'), facet.label('vip'), facet.label('rare')], 0.3)];
    if (topicId) facets.push(facet.topic(topicId));
    if (assigneeId !== undefined) facets.push(facet.assignee(assigneeId));
    const sort = pick<Sort>(['priority', 'newest', 'oldest']);
    const statuses = random() < 0.4 ? STATUSES : [pick(STATUSES)];
    // A narrow window makes both ways of finding take their turn.
    const base: ListFilter = {
      statuses,
      topicId,
      assigneeId,
      facets,
      sort,
      limit: 9,
      window: pick([3, 20, 1000]),
      isRare: random() < 0.2,
    };
    const found: string[] = [];
    for (let after: ListFilter['after']; ;) {
      const rows = await selectPage(testApp.app, { ...base, after });
      found.push(...rows.map((row) => row.id));
      const last = rows.at(-1);
      if (!last || rows.length < base.limit) break;
      after = [sort === 'priority' ? last.rank : last.lastPostAt.getTime(), last.id];
    }
    assert.deepEqual(found, expected(base), `seed ${SEED}: ${JSON.stringify(base)}`);
    compared += found.length;
  }
  assert.ok(compared > 500);
});

test('only the ids given, in order', async () => {
  const ids = [idOf(3), idOf(4), idOf(5), 'conv_none'];
  const filter: ListFilter = { statuses: STATUSES, facets: [], sort: 'newest', limit: 9, ids };
  assert.deepEqual(
    (await selectPage(testApp.app, filter)).map((row) => row.id),
    expected(filter).filter((id) => ids.includes(id)),
  );
});

test('the database’s statistics tell common facets from rare ones', async () => {
  const { app } = testApp;
  await app.db.query('analyze conversations');
  const share = (one: string) => all.filter((row) => facetsOf(row).includes(one)).length;
  const common = await estimateFitting(app, [facet.network('bluesky')]);
  assert.ok(Math.abs(common - share(facet.network('bluesky'))) < 5, `${common}`);
  assert.ok((await estimateFitting(app, [facet.network('bluesky'), facet.label('rare')])) < common / 2);
  assert.ok((await estimateFitting(app, ['t:topic_none'])) < common);
});
