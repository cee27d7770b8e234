import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { until } from '../../../test/helpers/app.ts';
import { say } from '../inbox/testing/company.ts';
import { openDesk } from '../inbox/testing/desk.ts';
import { recordRating } from './rate.ts';
import { selectRatingsOf } from './ratings-store.ts';

const { company, somebody } = await openDesk();
const { app } = company;
after(() => company.close());

test('what is said of a case of very many conversations is kept, and told of all of them', async () => {
  await company.hear(...Array.from({ length: 240 }, () => say(somebody(), '1', 'acme?')));
  const rows = await app.db.query<{ id: string }>('select id from conversations');
  const conversationIds = rows.map(({ id }) => id);
  assert.equal(conversationIds.length, 240);
  const heard: string[][] = [];
  app.bus.on('satisfaction.changed', (event) => void heard.push(event.conversationIds));
  const given = { conversationIds, caseId: 'case_1', source: 'page', askId: null, text: null } as const;
  await app.db.transaction(() => recordRating(app, { ...given, rating: 2 }));
  await until('all are named', () => new Set(heard.flat()).size === conversationIds.length);
  assert.deepEqual(heard.map((part) => part.length).sort(), [100, 100, 40]);
  const [kept] = await selectRatingsOf(app, conversationIds[0]!);
  assert.deepEqual([kept?.rating, kept?.conversationIds.length], [2, 240]);
});
