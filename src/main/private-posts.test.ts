import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { InboundPost } from '#connectors/kit/index.ts';
import { forgetFiles, readFiles, storeFile } from '#platform/files/index.ts';
import { takeIn } from '#listen/intake/index.ts';
import { addTopicMatches } from '#listen/posts/index.ts';
import { keepTopicsLive } from '#listen/topics/index.ts';
import { countDueHours, keepInStep } from '#listen/trends/index.ts';
import { until } from '../../test/helpers/app.ts';
import { features } from './features.ts';
import { tablesWith } from './testing/tables.ts';
import { addressOf, declaredRoutes, type Staff, wholeServer } from './testing/whole-server.ts';

/** A word that only private posts say, and one that both kinds say. */
const SECRET = 'zyxomatic';
const SHARED = 'refund';
const PUBLIC_POSTS = 24;

const stop = new AbortController();
const rapport = await wholeServer();
const { app } = rapport;
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
  author: { externalId: `author-${id}`, handle: `ann${id.length}` },
  text: `My ${SHARED} for order ${id} has not come after three weeks of waiting`,
  createdAt: new Date(Date.now() - 60_000),
  ...more,
});
const mail = (id: string, more: Partial<InboundPost> = {}) =>
  post(id, {
    origin: 'mail:desk',
    network: 'mail',
    kind: 'message',
    visibility: 'private',
    title: `Where is my ${SHARED} ${SECRET}`,
    text: `My ${SHARED} ${SECRET} number ${id} has not come #${SECRET}`,
    html: `<p>${SECRET}</p>`,
    tags: [SECRET],
    ...more,
  });
const take = (...items: InboundPost[]) => takeIn(app, { sourceId: null, items });
const job = (name: string, payload: unknown = {}) => {
  const handlers = Object.assign({}, ...features.map((feature) => feature.jobs?.(app) ?? {})) as Record<
    string,
    (payload: unknown, signal: AbortSignal) => Promise<void>
  >;
  return handlers[name]!(payload, stop.signal);
};
const idOf = async (externalId: string) =>
  (await app.db.query<{ id: string }>('select id from posts where external_id = $1', [externalId]))[0]!.id;

describe('what people wrote to us alone', () => {
  let owner: Staff;
  let topic: string;
  const from = new Date(Date.now() - 7 * 86_400_000).toISOString();
  const to = new Date(Date.now() + 86_400_000).toISOString();

  before(async () => {
    await keepTopicsLive(app, stop.signal);
    owner = await rapport.staff('owner');
    const made = await owner.post('/api/v1/topics', { name: 'Refunds', query: SHARED, kind: 'brand' });
    assert.equal(made.status, 201);
    topic = made.body.id;
    let tries = 0;
    await until('the topic is heard of', async () => {
      tries += 1;
      return (await take(post(`try${tries}`))).kept > 0;
    });
    await take(...Array.from({ length: PUBLIC_POSTS - 1 }, (_, i) => post(`open${i}`)));
    // Many with the same words, as a wave of complaints, among public posts of the same batch.
    await take(
      ...Array.from({ length: 12 }, (_, i) => mail(`m${i}`)),
      ...Array.from({ length: 4 }, (_, i) =>
        mail(`same${i}`, {
          text: `The very same ${SHARED} ${SECRET} complaint, word by word, again and again`,
        }),
      ),
    );
    await take(mail('plain', { title: '', text: `Nothing that a topic knows, ${SECRET}`, tags: [] }));
    await job('posts.count');
    await keepInStep(app);
    await countDueHours(app, stop.signal, true);
    await job('copies.keep');
    const back = await owner.post(`/api/v1/topics/${topic}/backfill`, { days: 30 });
    assert.ok(back.status < 300, JSON.stringify(back.body));
    await job('topics.backfill', { topicId: topic });
  });

  it('is always kept, and opens a conversation whether a topic knows its words or not', async () => {
    const { body } = await owner.get(`/api/v1/inbox?status=any&network=mail&limit=100`);
    assert.equal(body.items.length, 17);
    const [row] = (await owner.get(`/api/v1/inbox?status=any&q=${SECRET}%20plain`)).body.items;
    const found = (await owner.get(`/api/v1/inbox?status=any&q=${SECRET}`)).body.items;
    assert.equal(found.length, 17, 'the search of the inbox finds it');
    assert.equal(row, undefined, 'and only what has the words');
    const opened = (await owner.get(`/api/v1/inbox/${found[0].id}`)).body;
    assert.equal(opened.thread[0].isPrivate, true);
    assert.ok(opened.factors.some((factor: { key: string }) => factor.key === 'addressed'));
  });

  it('keeps the topics that its words match, for those who answer', async () => {
    const { body } = await owner.get(`/api/v1/inbox?status=any&topic=${topic}&limit=100`);
    const networks = body.items.map((row: { network: string }) => row.network);
    assert.equal(networks.filter((name: string) => name === 'mail').length, 16);
    const { id } = body.items.find((row: { network: string }) => row.network === 'mail');
    assert.deepEqual((await owner.get(`/api/v1/inbox/${id}`)).body.thread[0].topics, [
      { id: topic, name: 'Refunds' },
    ]);
  });

  it('has no topic in the tables that everything public is read from', async () => {
    const pairs = await app.db.query(
      'select 1 from post_topics t join posts p on p.id = t.post_id where p.is_private',
    );
    assert.deepEqual(pairs, []);
    assert.deepEqual(await addTopicMatches(app, topic, [await idOf('m1')]), [], 'and cannot be given one');
    const tables = await tablesWith(app, SECRET);
    const own = new Set([
      'public.posts',
      'public.conversations',
      'public.post_labels',
      'public.search_index',
    ]);
    assert.deepEqual(
      tables.filter((name) => !own.has(name)),
      [],
    );
  });

  it('is not counted with the topic', async () => {
    const { body } = await owner.get(`/api/v1/topics/${topic}`);
    assert.deepEqual([body.matches, body.backfill.found], [PUBLIC_POSTS, PUBLIC_POSTS]);
  });

  const readers: [string, () => string | Promise<string>][] = [
    ['the stream', () => '/stream?limit=100'],
    ['a search of the stream', () => `/stream?q=${SECRET}`],
    ['the stream of the topic', () => `/stream?topic=${topic}&limit=100`],
    ['trends', () => `/trends/overview?subject=${topic}&from=${from}&to=${to}&by=day`],
    ['posts behind a number', () => `/trends/posts?subject=${topic}&from=${from}&to=${to}`],
    ['words of trends', () => `/trends/top/words?subject=${topic}&from=${from}&to=${to}`],
    ['tags of trends', () => `/trends/top/tags?subject=${topic}&from=${from}&to=${to}`],
    ['emerging words', () => `/trends/emerging?subject=${topic}&from=${from}&to=${to}`],
    ['talk', () => `/talk?topic=${topic}&from=${from}&to=${to}`],
    ['posts of no talk', () => `/talk/rest/posts?topic=${topic}&from=${from}&to=${to}`],
    ['copies', async () => `/copies?posts=${await idOf('same1')},${await idOf('same2')}`],
    ['copies of a public post', async () => `/copies/${await idOf('open1')}`],
    ['incidents', () => '/alerts/incidents'],
  ];
  for (const [what, address] of readers)
    it(`is not in ${what}`, async () => {
      const { status, body } = await owner.get(`/api/v1${await address()}`);
      assert.ok(status === 200 || status === 202, `${what}: ${status} ${JSON.stringify(body)}`);
      assert.doesNotMatch(JSON.stringify(body), new RegExp(SECRET), what);
    });

  it('finds no copies of itself', async () => {
    const { body } = await owner.get(`/api/v1/copies/${await idOf('same1')}`);
    assert.deepEqual([body.group, body.posts], [null, 1]);
  });

  it('is not in previews of topics', async () => {
    for (const query of [SECRET, SHARED]) {
      const { body } = await owner.post('/api/v1/topics/preview', { query, days: 30 });
      assert.doesNotMatch(JSON.stringify(body.posts ?? body), new RegExp(SECRET));
    }
  });

  it('is in no answer of any list that knows no conversation', async () => {
    const staffOnly =
      /\/inbox|\/posts\/|\/replies|\/conversations|\/cases|\/persons|\/search|\/reports\/waiting/;
    for (const route of declaredRoutes.filter(({ method, stream }) => method === 'GET' && !stream)) {
      if (staffOnly.test(route.url)) continue;
      const { body } = await owner.get(addressOf(route));
      assert.doesNotMatch(JSON.stringify(body), new RegExp(SECRET), route.url);
    }
  });

  it('is not on shared report pages nor in feeds', async () => {
    const report = await owner.post('/api/v1/trends/reports', {
      title: 'For the board',
      subject: topic,
      zone: 'UTC',
      from,
      to,
    });
    assert.equal(report.status, 201, JSON.stringify(report.body));
    const page = await rapport.browser().get(new URL(report.body.link).pathname);
    assert.match(page.body, /For the board/);
    assert.doesNotMatch(page.body, new RegExp(SECRET));
    const feed = await owner.post('/api/v1/alerts/feeds', { name: 'Wall' });
    const atom = await rapport.browser().get(new URL(feed.body.url).pathname);
    assert.equal(atom.status, 200);
    assert.doesNotMatch(atom.body, new RegExp(SECRET));
  });

  it('keeps what came with it exactly as long as itself', async () => {
    const file = await storeFile(app, { name: 'meter.txt', bytes: Buffer.from('4711'), purpose: 'mail' });
    const media = [{ kind: 'file' as const, fileId: file.id, name: 'meter.txt', size: 4 }];
    await take(mail('with-file', { media }));
    const [row] = (await owner.get(`/api/v1/inbox?status=any&q=with-file`)).body.items;
    const shown = (await owner.get(`/api/v1/inbox/${row.id}`)).body.thread[0].media;
    assert.deepEqual([shown[0].url, shown[0].name], [`/api/v1/files/${file.id}`, 'meter.txt']);
    const isUsed = async () =>
      (await app.db.query('select 1 from file_uses where file_id = $1', [file.id])).length === 1;
    assert.ok(await isUsed());
    await takeIn(app, {
      sourceId: null,
      items: [{ type: 'delete', origin: 'mail:desk', externalId: 'with-file', version: 9 }],
    });
    assert.ok(!(await isUsed()));
    await forgetFiles(app, [file.id]);
    assert.deepEqual(await readFiles(app, [file.id]), []);
  });

  it('goes with its words when it is deleted', async () => {
    const ids = [
      'm0',
      'm1',
      'm2',
      'm3',
      'm4',
      'm5',
      'm6',
      'm7',
      'm8',
      'm9',
      'm10',
      'm11',
      'same0',
      'same1',
      'same2',
      'same3',
      'plain',
      'with-file',
    ];
    await takeIn(app, {
      sourceId: null,
      items: ids.map((externalId) => ({
        type: 'delete' as const,
        origin: 'mail:desk',
        externalId,
        version: 9,
      })),
    });
    assert.deepEqual(await tablesWith(app, SECRET), []);
  });
});
