import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { MutationObserver, QueryClient } from '@tanstack/react-query';
import { MOST_COUNTED as counted } from '#respond/inbox/floods/store.ts';
import { dismissToast, listToasts } from '../../components/toast-store.ts';
import { isReleased, letInOf, releaseOf } from './flood-acts.ts';
import { chipWords, MOST_COUNTED, titleWords } from './flood-words.ts';
import { floodQueries } from './queries.ts';

const realFetch = globalThis.fetch;
let queryClient: QueryClient;
const posts = floodQueries.posts('flood_1').queryKey;
const isOld = () => queryClient.getQueryState(posts)!.isInvalidated;
const words = () => listToasts().map(({ text }) => text);
const answer = (status: number, body: unknown) => {
  globalThis.fetch = async () => Response.json(body, { status });
};
const refusal = (code: string) => ({ error: { code, message: 'Ben was faster.' } });

beforeEach(() => {
  for (const { id } of listToasts()) dismissToast(id);
  queryClient = new QueryClient();
  queryClient.setQueryData(posts, { pages: [{ items: [] }], pageParams: [undefined] });
});
afterEach(() => {
  globalThis.fetch = realFetch;
  queryClient.clear();
});

test('as many are counted as the server counts', () => assert.equal(MOST_COUNTED, counted));

test('a flood is told with its figure, and from where nobody counted on, with "or more"', () => {
  const mark = { id: 'flood_1', posts: 3, threads: 2, beganAt: '', lastAt: '' };
  assert.equal(chipWords(mark), '+2 more threads held');
  assert.equal(titleWords({ ...mark, threads: 1 }, 'Kim'), '1 more thread of Kim is held behind this one');
  const most = { ...mark, posts: MOST_COUNTED, threads: 1000 };
  assert.equal(chipWords(most), '+1,000 or more threads held');
  assert.equal(titleWords(most, 'Kim'), '1,000 or more threads of Kim are held behind this one');
  assert.equal(chipWords({ ...most, threads: 400 }), '+400 or more threads held', 'threads of several posts');
});

test('a thread that somebody else let in meanwhile does not stay in the list', async () => {
  answer(409, refusal('flood.none_left'));
  const letIn = new MutationObserver(queryClient, letInOf(queryClient, 'flood_1'));
  await assert.rejects(letIn.mutate('post_1'), { code: 'flood.none_left' });
  assert.deepEqual([isOld(), words()], [true, ['Ben was faster.']]);
});

test('once it was said that it is no flood, nobody is asked again, whoever said it', async () => {
  const release = new MutationObserver(queryClient, releaseOf(queryClient, 'flood_1'));
  assert.equal(isReleased(release.getCurrentResult()), false);
  answer(500, refusal('x'));
  await assert.rejects(release.mutate());
  assert.equal(isReleased(release.getCurrentResult()), false, 'it can be tried again');
  answer(404, refusal('flood.not_found'));
  await assert.rejects(release.mutate());
  assert.deepEqual([isReleased(release.getCurrentResult()), isOld()], [true, true]);
  answer(200, { conversationIds: ['conv_1'], isMore: true });
  await release.mutate();
  assert.equal(isReleased(release.getCurrentResult()), true, 'the rest follows in the background');
  assert.match(words().at(-1)!, /being let in/);
});
