import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { undoLast } from '../../app/undo.ts';
import { listToasts } from '../../components/toast-store.ts';
import { undoCases } from './undo-cases.ts';

const realFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = realFetch;
});

test('each part of a change of cases is taken back by itself, and what nobody answered can be tried again', async () => {
  const asked: string[] = [];
  let isAway = true;
  globalThis.fetch = async (_url, options) => {
    const { undo } = JSON.parse(String(options?.body)) as { undo: string };
    asked.push(undo);
    if (undo === 'undo_2' && isAway) throw new TypeError('fetch failed');
    if (undo === 'undo_3')
      return Response.json(
        { error: { code: 'case.undo_overtaken', message: 'Ben was faster.' } },
        { status: 409 },
      );
    return Response.json({ items: [], undo: 'undo_9' });
  };
  let refreshed = 0;
  await undoCases('Solved', ['undo_1', 'undo_2', 'undo_3'], async () => void (refreshed += 1));
  assert.deepEqual([asked, refreshed], [['undo_3', 'undo_2', 'undo_1'], 1]);
  assert.match(
    listToasts().at(-1)!.text,
    /^2 of 3 parts could not be taken back: Ben was faster\. .+reached/,
  );
  isAway = false;
  await undoLast();
  assert.deepEqual([asked.slice(3), refreshed], [['undo_2'], 2]);
});
