import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { InboundPost } from '#connectors/kit/index.ts';
import { takeIn } from '#listen/intake/index.ts';
import { postsFeature } from '#listen/posts/index.ts';
import { keepTopicsLive } from '#listen/topics/index.ts';
import { until } from '../../test/helpers/app.ts';
import { tablesWith } from './testing/tables.ts';
import { addressOf, declaredRoutes, type Staff, wholeServer } from './testing/whole-server.ts';

const WORDS = 'zebracornquux';
const stop = new AbortController();
const rapport = await wholeServer();
after(async () => {
  stop.abort();
  await rapport.close();
});

const post = (id: string, more: Partial<InboundPost> = {}): InboundPost => ({
  type: 'post',
  origin: 'files',
  network: 'files',
  externalId: id,
  version: 1,
  kind: 'post',
  author: { externalId: `author-of-${id}`, handle: 'ann' },
  text: `My refund has not come ${WORDS}`,
  createdAt: new Date(),
  ...more,
});
const take = (items: Parameters<typeof takeIn>[1]['items']) => takeIn(rapport.app, { sourceId: null, items });

describe('a post that its author deleted', () => {
  let owner: Staff;
  let conversation: string;
  before(async () => {
    await keepTopicsLive(rapport.app, stop.signal);
    owner = await rapport.staff('owner');
    assert.equal((await owner.post('/api/v1/topics', { name: 'Refunds', query: 'refund' })).status, 201);
    let tries = 0;
    const isHeard = async () => (await take([post(`try-${++tries}`, { text: 'refund' })])).kept > 0;
    await until('the topic is heard of', isHeard);
    await take([
      post('p1', {
        title: `Title ${WORDS}`,
        html: `<p>${WORDS}</p>`,
        url: `https://x.example/${WORDS}`,
        tags: [WORDS],
        media: [{ kind: 'image', url: 'https://x.example/a.png', alt: WORDS }],
      }),
    ]);
    const inbox = await owner.get('/api/v1/inbox?status=any');
    conversation = inbox.body.items.find((row: object) => JSON.stringify(row).includes(WORDS))?.id;
    assert.ok(JSON.stringify(inbox.body).includes(WORDS), 'it is there, or this test shows nothing');
    await owner.put(`/api/v1/inbox/${conversation}/draft`, { text: 'We look into it.' });
    await owner.post(`/api/v1/inbox/${conversation}/notes`, { text: 'Called her.' });
    await owner.patch(`/api/v1/inbox/${conversation}`, { status: 'done' });
    await take([post('p1', { version: 2, text: `My refund: ${WORDS} again` })]);
    await take([{ type: 'delete', origin: 'files', externalId: 'p1', version: 9 }]);
  });

  it('is gone from every table', async () => {
    assert.deepEqual(await tablesWith(rapport.app, WORDS), []);
  });

  it('is gone from every answer', async () => {
    const { postIds = [] } =
      (
        await rapport.app.db.query<{ postIds: string[] }>(
          'select post_ids as "postIds" from conversations where id = $1',
          [conversation],
        )
      )[0] ?? {};
    const addresses = declaredRoutes
      .filter((route) => route.method === 'GET' && !route.stream)
      .map((route) =>
        addressOf(route)
          .replace('/inbox/unknown', `/inbox/${conversation}`)
          .replace('/posts/unknown', `/posts/${postIds[0]}`),
      );
    for (const url of [...addresses, `/api/v1/inbox?status=any&q=${WORDS}`, `/api/v1/stream?q=${WORDS}`]) {
      const answer = await owner.get(url);
      const said = JSON.stringify(answer.body);
      const isEcho = answer.status >= 400 || said.length < 100;
      assert.ok(!said.includes(WORDS) || isEcho, `${url} ${said.slice(0, 300)}`);
    }
    assert.deepEqual((await owner.get(`/api/v1/inbox?status=any&q=${WORDS}`)).body.items, []);
  });

  it('does not come back, late or replayed', async () => {
    await take([post('p1', { version: 5 })]);
    assert.deepEqual(await tablesWith(rapport.app, WORDS), []);
  });
});

describe('a payload that was kept aside', () => {
  const refusal = (id: string) => ({
    type: 'refusal' as const,
    code: 'test.refused',
    reason: 'It is not understood.',
    payload: JSON.stringify({ ...post(id), text: 'kept aside: plughxyzzy' }),
  });

  it('goes when its post is deleted', async () => {
    await take([refusal('p2')]);
    assert.deepEqual(await tablesWith(rapport.app, 'plughxyzzy'), ['public.refusals']);
    await take([{ type: 'delete', origin: 'files', externalId: 'p2', version: 9 }]);
    assert.deepEqual(await tablesWith(rapport.app, 'plughxyzzy'), []);
  });
});

describe('a post that is older than what is kept', () => {
  const OLD = 'quuxretired';
  const OURS = 'gruntyanswer';
  let owner: Staff;
  const age = (externalId: string) =>
    rapport.app.db.query(
      `update posts set received_at = now() - interval '401 days' where external_id = $1`,
      [externalId],
    );
  const retire = () => postsFeature.jobs!(rapport.app)['posts.retire']!({}, stop.signal);
  const find = async (id: string) => {
    const [row] = await rapport.app.db.query<{ id: string }>(
      'select id from conversations where root_external_id = $1',
      [id],
    );
    return row?.id;
  };

  before(async () => {
    owner = await rapport.staff('owner', 'second@staff.example');
    await take([
      post('done', { text: `refund ${OLD}` }),
      post('open', { text: 'refund, still open' }),
      post('long', { text: `refund ${OLD}` }),
      post('long-2', {
        text: 'refund, next year',
        rootExternalId: 'long',
        parentExternalId: 'long',
        author: { externalId: 'author-of-long', handle: 'ann' },
      }),
    ]);
    for (const id of ['done', 'long']) {
      const conversation = await find(id);
      await owner.post(`/api/v1/inbox/${conversation}/notes`, { text: `About ${OLD}` });
      await owner.patch(`/api/v1/inbox/${conversation}`, { status: 'done' });
    }
    await rapport.app.db.query(
      `insert into replies (id, conversation_id, post_id, account_id, account_handle, network, text, idempotency_key, state,
         created_by, created_by_name, created_at, undo_id)
       values ('out_1', $1, 'post_x', 'ba_x', 'us', 'files', $2, 'k', 'sent', 'user_x', 'X', now(), 'undo_x')`,
      [await find('done'), OURS],
    );
    await rapport.app.db.query(
      `insert into outbox_rows (id, channel, lane, key, payload, state, receipt, sent_at)
       values ('out_1', 'reply.files', 'ba_x', 'k', jsonb_build_object('text', $1::text), 'sent', '{}', now())`,
      [OURS],
    );
    for (const id of ['done', 'open', 'long']) await age(id);
  });

  it('goes with its conversation, notes and replies once that is done', async () => {
    await retire();
    assert.equal(await find('done'), undefined);
    assert.deepEqual(await tablesWith(rapport.app, OURS), []);
  });

  it('leaves a conversation that goes on, without its words', async () => {
    const conversation = await find('long');
    const { thread, excerpt } = (await owner.get(`/api/v1/inbox/${conversation}`)).body;
    assert.deepEqual(
      thread.map((one: { text: string }) => one.text),
      ['refund, next year'],
    );
    assert.equal(excerpt, 'refund, next year');
    assert.deepEqual(
      await tablesWith(rapport.app, `refund ${OLD}`),
      [],
      'staff notes stay with the conversation, words of customers do not',
    );
  });

  it('stays as long as somebody works on it', async () => {
    const conversation = await find('open');
    assert.equal(
      (await owner.get(`/api/v1/inbox/${conversation}`)).body.thread[0].text,
      'refund, still open',
    );
    await owner.patch(`/api/v1/inbox/${conversation}`, { status: 'done' });
    await retire();
    assert.equal(await find('open'), undefined);
  });
});
