import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { addChosen } from './add-chosen.ts';
import type { SuggestedSource, SuggestedTopic } from './suggestions.ts';

const realFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = realFetch;
});

/** Answers by path and notes what was sent. */
function serve(answers: Record<string, (body: { name?: string }) => [number, unknown]>) {
  const sent: { path: string; body: Record<string, unknown> }[] = [];
  globalThis.fetch = async (url, options) => {
    const path = String(url).replace('/api/v1', '');
    const body = JSON.parse(String(options?.body)) as Record<string, unknown>;
    sent.push({ path, body });
    const [status, answer] = answers[path]!(body as { name?: string });
    return Response.json(answer, { status });
  };
  return sent;
}

const topic = (name: string) => ({ name, query: name, kind: 'brand', toInbox: true }) as SuggestedTopic;
const feed = { kind: 'feed', name: 'Press', config: { url: 'https://acme.example' } } as SuggestedSource;
const refused = (message: string): [number, unknown] => [400, { error: { code: 'x', message } }];

test('one failure does not stop the rest, and what is there already counts as added', async () => {
  const sent = serve({
    '/topics': ({ name }) =>
      name === 'b'
        ? refused('No.')
        : name === 'c'
          ? [409, { error: { code: 'y', message: 'There.' } }]
          : [201, {}],
  });
  const [a, b, c] = [topic('a'), topic('b'), topic('c')];
  const outcome = await addChosen([a, b, c], []);
  assert.deepEqual(sent.length, 3);
  assert.deepEqual([...outcome.added], [a, c]);
  assert.deepEqual(outcome.problems, [{ name: 'b', reason: 'No.' }]);
});

test('of a site its best feed is added; without one the address as it is', async () => {
  for (const [feeds, url] of [
    [
      [{ url: 'https://acme.example/feed.xml' }, { url: 'https://acme.example/2.xml' }],
      'https://acme.example/feed.xml',
    ],
    [[], 'https://acme.example'],
  ] as const) {
    const sent = serve({ '/sources/discover': () => [200, { feeds }], '/sources': () => [201, {}] });
    await addChosen([], [feed]);
    assert.deepEqual(sent.at(-1), { path: '/sources', body: { ...feed, config: { url } } });
  }
});

test('a source that is no feed is not looked at first', async () => {
  const sent = serve({ '/sources': () => [201, {}] });
  await addChosen([], [{ kind: 'jetstream', name: 'Bluesky', config: {} } as SuggestedSource]);
  assert.deepEqual(
    sent.map(({ path }) => path),
    ['/sources'],
  );
});
