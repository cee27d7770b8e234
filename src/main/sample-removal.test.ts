import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { connectorsPort, type InboundItem } from '#connectors/kit/index.ts';
import { ownAccounts } from '#people/brand/index.ts';
import { takeIn } from '#listen/intake/index.ts';
import { keepTopicsLive } from '#listen/topics/index.ts';
import { systemActor } from '#platform/app/index.ts';
import type { JobHandler } from '#platform/jobs/index.ts';
import { saveView } from '#respond/inbox/index.ts';
import { tellFollowers } from '#respond/inbox/index.ts';
import { Dispatcher } from '#platform/outbox/index.ts';
import { until } from '../../test/helpers/app.ts';
import { countDueHours } from '#listen/trends/index.ts';
import { snapshot, tablesWith } from './testing/tables.ts';
import { features } from './features.ts';
import { dismissStaff, hireStaff } from './demo/staff.ts';
import { type Staff, wholeServer } from './testing/whole-server.ts';

/** The log of what was done is never shortened. */
const LOG = 'public.audit_entries';
/** Of deleted posts that nobody kept only a hash is remembered, for two days. */
const MARKS = 'public.post_tombstones';
/** When quarters of an hour were last looked through for copies. */
const ROUNDS = 'public.copy_due';

const stop = new AbortController();
const rapport = await wholeServer();
const { app } = rapport;
const dispatcher = new Dispatcher(app, stop.signal, { pollMs: 20 });
after(async () => {
  stop.abort();
  await dispatcher.stopped();
  await rapport.close();
});

/** What the sample's source reads first: its whole history, at once. */
async function hearHistory(sourceId: string): Promise<void> {
  const source = app.use(connectorsPort).sources.get('sample')!;
  const told = new AbortController();
  const batches = source.read(source.parseConfig({}), {
    cursor: null,
    signal: told.signal,
    clock: app.clock,
    log: app.log,
    outward: app.outward,
    accounts: [],
  } as unknown as Parameters<typeof source.read>[1]);
  for await (const { items } of batches) {
    await takeIn(app, { sourceId, items });
    if (items.length < 500) return told.abort();
  }
}

function real(id: string, text: string): InboundItem {
  return {
    type: 'post',
    origin: 'files',
    network: 'files',
    externalId: id,
    version: 1,
    kind: 'post',
    author: { externalId: `author-of-${id}`, handle: 'ann' },
    text,
    createdAt: new Date(Date.now() - 60_000),
  };
}

/** A row without the time at which it was last written. */
const comparable = (row: string) => row.replace(/,"[\d-]+ [\d:.]+\+00"\)$/, ')');

/** What every table holds once everything is counted that is counted every few minutes; how long that took is never the same. */
async function settledTables() {
  const jobs = Object.assign({}, ...features.map((feature) => feature.jobs?.(app))) as Record<
    string,
    JobHandler
  >;
  for (const job of [
    'posts.count',
    'copies.keep',
    'trends.count',
    'demand.count',
    'reports.pack',
    'search.index',
  ])
    await jobs[job]!({}, stop.signal);
  await countDueHours(app, stop.signal, true);
  await app.db.query('update trend_hours set took_ms = 0');
  // Whoever is there is seen once a minute: whether that falls between two moments depends on the machine.
  await app.db.query('update sessions set last_seen_at = created_at');
  await app.db.query('update users set last_seen_at = created_at where last_seen_at is not null');
  return snapshot(app);
}

describe('the sample company leaves', () => {
  let owner: Staff;
  let untouched: Awaited<ReturnType<typeof snapshot>>;
  let sampleId: string;

  const rows = async (query: string) => (await owner.get(`/api/v1/inbox?limit=100&${query}`)).body.items;

  before(async () => {
    await keepTopicsLive(app, stop.signal);
    owner = await rapport.staff('owner');
    await owner.post('/api/v1/topics', { name: 'Kestrels', query: 'kestrel', kind: 'brand', toInbox: true });
    let tries = 0;
    const isHeard = async () =>
      (await takeIn(app, { sourceId: null, items: [real(`try-${++tries}`, 'kestrel')] })).kept > 0;
    await until('the topic is heard of', isHeard);
    const [mine] = await rows('status=any');
    await owner.post(`/api/v1/inbox/${mine.id}/notes`, { text: 'A note of our own.' });
    await owner.patch(`/api/v1/inbox/${mine.id}`, { addLabels: ['shared', 'ours'] });
    await owner.put(`/api/v1/inbox/${mine.id}/draft`, { text: 'Half a sentence' });
    while (await tellFollowers(app));
    untouched = await settledTables();
  });

  it('starts without ticking the step of the brand account', async () => {
    const { steps } = (await owner.post('/api/v1/brand/sample')).body;
    assert.deepEqual([steps.brand, steps.account], [true, false]);
    sampleId = (await owner.get('/api/v1/sources')).body.items[0].id;
    const isHeard = async () => (await rows('network=sample')).length > 0;
    await until('the sample is heard', async () => {
      if (await isHeard()) return true;
      await hearHistory(sampleId);
      return isHeard();
    });
  });

  it('is worked with: notes, labels, drafts, replies, snoozes, bulk changes, refusals', async () => {
    const [account] = await ownAccounts(app, 'sample');
    const [first, second, third] = await rows('network=sample');
    await owner.post(`/api/v1/inbox/${first.id}/notes`, { text: 'Sample note' });
    await owner.patch(`/api/v1/inbox/${first.id}`, { addLabels: ['shared', 'of the sample'] });
    await owner.put(`/api/v1/inbox/${second.id}/draft`, { text: 'Never sent' });
    await owner.patch(`/api/v1/inbox/${third.id}`, { status: 'done' });
    const [noor] = await hireStaff(app);
    await saveView(app, noor!, { name: 'Refunds', query: { label: 'refund' }, isShared: true });
    const { thread } = (await owner.get(`/api/v1/inbox/${first.id}`)).body;
    const reply = await owner.post(`/api/v1/inbox/${first.id}/replies`, {
      text: 'An answer in the sample',
      postId: thread.at(-1).id,
      accountId: account!.id,
      idempotencyKey: 'one-for-the-sample',
      thenStatus: 'waiting',
      confirmed: true,
    });
    assert.equal(reply.status, 202, JSON.stringify(reply.body));
    await until('the reply is in the thread', async () =>
      (await owner.get(`/api/v1/inbox/${first.id}`)).body.thread.some(
        (post: { isOwn: boolean; text: string }) => post.text.includes('An answer in the sample'),
      ),
    );
    await takeIn(app, {
      sourceId: sampleId,
      items: [{ type: 'refusal', code: 'test', reason: 'x', payload: '{"sample":1}' }],
    });
    assert.ok((await tablesWith(app, 'An answer in the sample')).includes('public.outbox_rows'));
  });

  it('takes everything along and nothing else', async () => {
    assert.equal((await owner.delete('/api/v1/brand/sample')).status, 204);
    // Whoever follows conversations hears that they are gone, and then nothing of the news is left.
    while (await tellFollowers(app));
    const left = await settledTables();
    for (const [table, before] of untouched) {
      if (table === LOG || table === MARKS || table === ROUNDS) continue;
      assert.deepEqual(left.get(table)?.map(comparable), before.map(comparable), table);
    }
    assert.ok(left.get(LOG)!.length > untouched.get(LOG)!.length);
    assert.ok(
      left.get(MARKS)!.every((row) => /^\([0-9a-f-]{36},\d*,,,,/.test(row)),
      'a mark says nothing',
    );
    assert.deepEqual(await tablesWith(app, 'An answer in the sample'), []);
  });

  it('leaves nobody invented on a real conversation, and everybody who signed in', async () => {
    const [mine] = await rows('status=any');
    const [noor, ben] = await hireStaff(app);
    await owner.patch(`/api/v1/inbox/${mine.id}`, { assigneeId: noor!.id });
    await app.db.query('update users set last_seen_at = now() where id = $1', [ben!.id]);
    await app.db.transaction(() => dismissStaff(app, systemActor));
    const { items } = (await owner.get('/api/v1/staff')).body;
    const names = new Set(items.map(({ name }: { name: string }) => name));
    assert.deepEqual([names.has(noor!.name), names.has(ben!.name)], [false, true]);
    assert.equal((await owner.get(`/api/v1/inbox/${mine.id}`)).body.assignee, null);
  });
});
