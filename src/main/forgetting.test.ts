import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { InboundItem, InboundPost } from '#connectors/kit/index.ts';
import { takeIn } from '#listen/intake/index.ts';
import { keepTopicsLive } from '#listen/topics/index.ts';
import { until } from '../../test/helpers/app.ts';
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
const take = (items: InboundItem[]) => takeIn(rapport.app, { sourceId: null, items });

/** Every table that holds the words in any of its columns. */
async function tablesWith(words: string): Promise<string[]> {
  const tables = await rapport.app.db.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await rapport.app.db.query<{ count: number }>(
      `select count(*) as count from ${name} t where t::text ilike $1`,
      [`%${words}%`],
    );
    if (row!.count > 0) found.push(name);
  }
  return found;
}

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
    assert.deepEqual(await tablesWith(WORDS), []);
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
    assert.deepEqual(await tablesWith(WORDS), []);
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
    await take([refusal('p2') as unknown as InboundItem]);
    assert.deepEqual(await tablesWith('plughxyzzy'), ['public.refusals']);
    await take([{ type: 'delete', origin: 'files', externalId: 'p2', version: 9 }]);
    assert.deepEqual(await tablesWith('plughxyzzy'), []);
  });
});
