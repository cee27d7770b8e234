import assert from 'node:assert/strict';
import { test } from 'node:test';
import { QueryClient } from '@tanstack/react-query';
import type { ConversationDetail } from '../../api/types.ts';
import { aRow } from './example-row.ts';
import { inboxQueries, loadedRows, rowFields, type RowPages, writeRows } from './queries.ts';

const detailOf = (row: ReturnType<typeof aRow>) =>
  ({ ...row, thread: [], notes: [], draft: 'half' }) as unknown as ConversationDetail;

function filled() {
  const queryClient = new QueryClient();
  const pages: RowPages = {
    pages: [{ items: [aRow(), aRow({ id: 'conv_2' })] }, { items: [aRow({ id: 'conv_3' })] }],
    pageParams: [null, 'next'],
  };
  queryClient.setQueryData(inboxQueries.list({}).queryKey, pages);
  queryClient.setQueryData(inboxQueries.list({ status: 'any' }).queryKey, {
    pages: [{ items: [aRow()] }],
    pageParams: [null],
  });
  queryClient.setQueryData(['inbox', 'detail', 'conv_1'], detailOf(aRow({ version: 4 })));
  return queryClient;
}
const list = (queryClient: QueryClient, filters = {}) =>
  queryClient.getQueryData<RowPages>(inboxQueries.list(filters).queryKey)!;

test('the newest of what is loaded counts, wherever it is', () => {
  const found = loadedRows(filled(), ['conv_1', 'conv_3', 'conv_9']);
  assert.deepEqual(
    [...found.values()].map(({ id, version }) => [id, version]),
    [
      ['conv_1', 4],
      ['conv_3', 1],
    ],
  );
});

test('a row is written into every list and the open conversation, in its place', () => {
  const queryClient = filled();
  writeRows(queryClient, [aRow({ status: 'done', version: 5 })]);
  assert.deepEqual(
    list(queryClient).pages.map((page) => page.items.map((row) => `${row.id} ${row.status}`)),
    [['conv_1 done', 'conv_2 open'], ['conv_3 open']],
  );
  assert.equal(list(queryClient, { status: 'any' }).pages[0]!.items[0]!.status, 'done');
  const detail = queryClient.getQueryData<ConversationDetail>(['inbox', 'detail', 'conv_1'])!;
  assert.deepEqual([detail.status, detail.draft], ['done', 'half']);
});

test('news from yesterday change nothing, and nothing is drawn again', () => {
  const queryClient = filled();
  writeRows(queryClient, [aRow({ status: 'done', version: 5 })]);
  const before = [list(queryClient), queryClient.getQueryData(['inbox', 'detail', 'conv_1'])];
  writeRows(queryClient, [aRow({ status: 'open', version: 4 })]);
  const after = [list(queryClient), queryClient.getQueryData(['inbox', 'detail', 'conv_1'])];
  assert.ok(before.every((value, index) => value === after[index]));
});

test('a conversation is cut down to its row', () => {
  assert.deepEqual(rowFields(detailOf(aRow())), aRow());
});
