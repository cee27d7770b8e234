import assert from 'node:assert/strict';
import { afterEach, beforeEach, type TestContext, test } from 'node:test';
import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query';
import type { ConversationDetail, ConversationRow } from '../../api/types.ts';
import { undoLast } from '../../app/undo.ts';
import { dismissToast, listToasts } from '../../components/toast-store.ts';
import { startChange } from './changes.ts';
import { aRow } from './example-row.ts';
import { PATIENCE_MS } from './in-turn.ts';
import { ONE_BY_ONE } from './look-again.ts';
import { inboxQueries, loadedRows, type RowPages } from './queries.ts';

interface Asked {
  method: string;
  path: string;
  body: Record<string, unknown>;
  answer(status: number, body: unknown): Promise<void>;
}

const realFetch = globalThis.fetch;
let asked: Asked[];
let queryClient: QueryClient;

/** Lets everything run that has only promises to wait for. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

beforeEach(() => {
  asked = [];
  for (const { id } of listToasts()) dismissToast(id);
  globalThis.fetch = (url, options = {}) =>
    new Promise((resolve, reject) => {
      options.signal?.addEventListener('abort', () => reject(options.signal!.reason as Error));
      asked.push({
        method: options.method ?? 'GET',
        path: String(url).replace('/api/v1', ''),
        body: JSON.parse(String(options.body ?? '{}')) as Record<string, unknown>,
        async answer(status, body) {
          resolve(Response.json(body, { status }));
          await settled();
          await settled();
        },
      });
    });
  queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  show(aRow(), aRow({ id: 'conv_2' }));
});
afterEach(() => {
  globalThis.fetch = realFetch;
  queryClient.clear();
});

function show(...rows: ConversationRow[]): void {
  const pages: RowPages = { pages: [{ items: rows }], pageParams: [null] };
  queryClient.setQueryData(inboxQueries.list({}).queryKey, pages);
}
const row = (id = 'conv_1') => loadedRows(queryClient, [id]).get(id)!;
const words = () => listToasts().map((toast) => toast.text);

test('a change is seen before the server has heard of it, and carries the version it was made on', async () => {
  startChange(queryClient, ['conv_1'], { status: 'done' }, 'Marked done');
  assert.equal(row().status, 'done');
  await settled();
  assert.deepEqual([asked[0]!.method, asked[0]!.path], ['PATCH', '/inbox/conv_1']);
  assert.deepEqual(asked[0]!.body, { status: 'done', version: 1 });
  await asked[0]!.answer(200, { items: [aRow({ status: 'done', version: 2 })], undo: 'undo_1' });
  assert.equal(row().version, 2);
  assert.deepEqual(words(), ['Marked done']);
});

test('reading something does not ask for a version, and says nothing', async () => {
  startChange(queryClient, ['conv_1'], { isUnread: true }, undefined);
  await settled();
  assert.deepEqual(asked[0]!.body, { isUnread: true });
  await asked[0]!.answer(200, { items: [aRow({ isUnread: true, version: 2 })], undo: 'undo_1' });
  assert.deepEqual(words(), []);
});

test('what the server refuses is taken back, and nothing is left to undo', async () => {
  startChange(queryClient, ['conv_1', 'conv_2'], { status: 'done' }, 'Marked done');
  await settled();
  assert.deepEqual(asked[0]!.body, { ids: ['conv_1', 'conv_2'], change: { status: 'done' } });
  await asked[0]!.answer(500, { error: { code: 'x', message: 'The database is away.' } });
  assert.deepEqual([row().status, row('conv_2').status], ['open', 'open']);
  assert.deepEqual(words(), ['The database is away.']);
});

test('when somebody was faster, theirs is shown', async () => {
  startChange(queryClient, ['conv_1'], { status: 'done' }, 'Marked done');
  await settled();
  await asked[0]!.answer(409, { error: { code: 'inbox.conflict', message: 'Ben was faster.' } });
  assert.equal(asked[1]!.path, '/inbox/conv_1');
  const theirs = { ...aRow({ status: 'waiting', version: 7 }), thread: [] } as unknown as ConversationDetail;
  await asked[1]!.answer(200, theirs);
  assert.deepEqual([row().status, row().version], ['waiting', 7]);
  assert.deepEqual(words(), ['Ben was faster.']);
});

test('undo waits for its change, brings the row back at once, and sends the token', async () => {
  startChange(queryClient, ['conv_1'], { status: 'done' }, 'Marked done');
  const undoing = undoLast();
  await settled();
  assert.equal(asked.length, 1, 'there is nothing to undo before the change has arrived');
  await asked[0]!.answer(200, { items: [aRow({ status: 'done', version: 2 })], undo: 'undo_1' });
  assert.equal(row().status, 'open');
  assert.deepEqual([asked[1]!.path, asked[1]!.body], ['/inbox/undo', { undo: 'undo_1' }]);
  await asked[1]!.answer(200, { items: [aRow({ version: 3 })], undo: 'undo_2' });
  await undoing;
  assert.deepEqual([row().status, row().version], ['open', 3]);
});

test('changes go one after another, each on the version of the one before', async () => {
  startChange(queryClient, ['conv_1'], { status: 'done' }, undefined);
  startChange(queryClient, ['conv_1'], { assigneeId: 'user_b' }, undefined);
  await settled();
  assert.equal(asked.length, 1);
  await asked[0]!.answer(200, { items: [aRow({ status: 'done', version: 2 })], undo: 'undo_1' });
  assert.equal(asked[1]!.body['version'], 2);
  await asked[1]!.answer(200, { items: [], undo: 'undo_2' });
});

test('a change that nobody answers is given up, told, and shown as the server has it; the next one goes on', async (t) => {
  const giveUp = patienceOf(t);
  startChange(queryClient, ['conv_1'], { status: 'done' }, 'Marked done');
  startChange(queryClient, ['conv_2'], { assigneeId: 'user_b' }, undefined);
  await settled();
  assert.equal(asked.length, 1);
  giveUp();
  await settled();
  assert.match(words().join(), /did not answer within 15 seconds/);
  const next = asked.find(({ path }) => path === '/inbox/conv_2');
  assert.deepEqual(next?.body, { assigneeId: 'user_b', version: 1 });
  const look = asked.find(({ method, path }) => method === 'GET' && path === '/inbox/conv_1')!;
  const asItStands = { ...aRow({ status: 'done', version: 2 }), thread: [] } as unknown as ConversationDetail;
  await look.answer(200, asItStands);
  assert.deepEqual([row().status, row().version], ['done', 2], 'it had happened after all');
  await next!.answer(200, { items: [aRow({ id: 'conv_2', version: 2 })], undo: 'undo_2' });
  assert.ok(!words().includes('Marked done'), 'nothing is left to undo of it');
});

test('more than the server takes go in parts: one undo takes them all back, a part that fails is shown as it was', async () => {
  changeMany();
  await settled();
  const first = asked[0]!.body['ids'] as string[];
  assert.equal(first.length, 500);
  assert.ok(words().includes('Marked done: 0 of 501'));
  await asked[0]!.answer(200, { items: [aRow({ status: 'done', version: 2 })], undo: 'undo_1' });
  assert.deepEqual([asked[1]!.path, asked[1]!.body['status']], ['/inbox/conv_501', 'done']);
  await asked[1]!.answer(500, { error: { code: 'x', message: 'The database is away.' } });
  assert.deepEqual([row('conv_1').status, row('conv_501').status], ['done', 'open']);
  assert.ok(words().includes('1 of 501 were left as they were: The database is away.'));
  const undoing = undoLast();
  await settled();
  const back = asked.find(({ path }) => path === '/inbox/undo')!;
  assert.deepEqual(back.body, { undo: 'undo_1' });
  await back.answer(200, { items: [aRow({ version: 3 })], undo: 'undo_2' });
  await undoing;
  assert.deepEqual([row('conv_1').status, row('conv_501').status], ['open', 'open']);
});

test('a part that cannot be taken back keeps none of the others, and is shown as it stands; what nobody refused is offered again', async () => {
  const ids = changeMany();
  await settled();
  const items = (some: string[], change: Partial<ConversationRow>) =>
    some.map((id) => aRow({ id, ...change }));
  const done = { status: 'done', version: 2 } as const;
  await asked[0]!.answer(200, { items: items(ids.slice(0, 500), done), undo: 'undo_1' });
  await asked[1]!.answer(200, { items: items(['conv_501'], done), undo: 'undo_2' });
  const undoing = undoLast();
  await settled();
  const overtaken = { code: 'inbox.undo_overtaken', message: 'Ben was faster.' };
  assert.deepEqual(sentBack().at(-1)!.body, { undo: 'undo_2' });
  await sentBack().at(-1)!.answer(409, { error: overtaken });
  assert.deepEqual(sentBack().at(-1)!.body, { undo: 'undo_1' }, 'the other part is asked for all the same');
  await sentBack()
    .at(-1)!
    .answer(503, { error: { code: 'x', message: 'The database is away.' } });
  await undoing;
  assert.deepEqual(
    [row('conv_1').status, row('conv_501').status],
    ['done', 'done'],
    'nothing was taken back',
  );
  assert.ok(words().includes('2 of 2 parts could not be taken back: Ben was faster. The database is away.'));
  const again = undoLast();
  await settled();
  assert.deepEqual(
    sentBack()
      .slice(2)
      .map(({ body }) => body),
    [{ undo: 'undo_1' }],
  );
  await sentBack()[2]!.answer(200, { items: items(ids.slice(0, 500), { version: 3 }), undo: 'undo_3' });
  await again;
  assert.deepEqual([row('conv_1').status, row('conv_501').status], ['open', 'done']);
  assert.equal(words().at(-1), 'Undone');
});

test('many rows of which nobody knows how they stand are read with the list, not one by one', async (t) => {
  const giveUp = patienceOf(t);
  const list = new InfiniteQueryObserver(queryClient, inboxQueries.list({}));
  t.after(list.subscribe(() => undefined));
  startChange(queryClient, changeable(ONE_BY_ONE + 1), { status: 'done' }, 'Marked done');
  await settled();
  giveUp();
  await settled();
  await settled();
  const looks = asked.filter(({ method }) => method === 'GET');
  assert.deepEqual(
    looks.map(({ path }) => path.split('?')[0]),
    ['/inbox'],
  );
  await looks[0]!.answer(200, { items: [aRow({ status: 'done', version: 2 })] });
  assert.deepEqual([row().status, row().version], ['done', 2], 'it had happened after all');
});

const sentBack = () => asked.filter(({ path }) => path === '/inbox/undo');

function changeable(count: number): string[] {
  const many = Array.from({ length: count }, (_, at) => aRow({ id: `conv_${at + 1}` }));
  show(...many);
  return many.map(({ id }) => id);
}

function changeMany(): string[] {
  const ids = changeable(501);
  startChange(queryClient, ids, { status: 'done' }, 'Marked done');
  return ids;
}

/** Ends the patience with the first request of the test by hand. */
function patienceOf(t: TestContext): () => void {
  const first = new AbortController();
  t.mock.method(AbortSignal, 'timeout', (ms: number) => {
    assert.equal(ms, PATIENCE_MS);
    return asked.length === 0 ? first.signal : new AbortController().signal;
  });
  return () => first.abort(new DOMException('too long', 'TimeoutError'));
}
