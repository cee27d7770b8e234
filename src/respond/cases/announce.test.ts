import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { newId } from '#platform/ids/index.ts';
import { createTestApp, until } from '../../../test/helpers/app.ts';
import { announceCases } from './service/announce.ts';

const { app, close } = await createTestApp();
after(close);

test('however many cases changed, all are named, in events of at most 100; of none nothing is told', async () => {
  const ids = Array.from({ length: 250 }, () => newId('case'));
  const heard: { ids: string[]; count: number }[] = [];
  app.bus.on('case.changed', (event) => void heard.push(event));
  await app.db.transaction(async () => {
    await announceCases(app, []);
    await announceCases(app, ids);
  });
  await until('all are named', () => heard.flatMap((event) => event.ids).length >= ids.length);
  assert.deepEqual(
    heard.flatMap((event) => event.ids),
    ids,
  );
  assert.deepEqual(
    heard.map(({ count }) => count),
    [100, 100, 50],
  );
});
