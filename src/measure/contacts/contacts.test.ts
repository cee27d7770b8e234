import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { createTestApp } from '../../../test/helpers/app.ts';
import { characterOf, type Contact, KINDS } from './domain.ts';
import { noteContacts, noteRating } from './follow.ts';
import { insertContacts, markAnswered, markSolved } from './store.ts';

const test = await createTestApp();
const { app } = test;
after(() => test.close());
const label = (key: string, value: string) => ({ key, value });

describe('what a post was', () => {
  it('is the most telling thing that was understood of it', () => {
    const kinds = (...keys: string[]) => characterOf(keys.map((key) => label(key, 'yes'))).kind;
    assert.equal(kinds('praise', 'question', 'complaint'), 'complaint');
    assert.equal(kinds('praise', 'question'), 'question');
    assert.equal(kinds('praise', 'suggestion'), 'suggestion');
    assert.equal(kinds(), 'other');
    assert.equal(characterOf([label('complaint', 'no'), label('praise', 'yes')]).kind, 'praise');
  });

  it('needs a reply when nobody understood it: it is in the inbox for a reason', () => {
    assert.equal(characterOf(undefined).needsReply, true);
    assert.equal(characterOf([]).needsReply, false);
    assert.equal(characterOf([label('needsReply', 'yes')]).needsReply, true);
    assert.equal(characterOf([label('needsReply', 'no')]).needsReply, false);
  });

  it('always fits the table, whatever the labels say', () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom('yes', 'no', '0', '3', '4', '-1', '1.5', 'NaN', '1e3', ' 2 '),
    );
    const key = fc.constantFrom('urgency', 'language', 'needsReply', ...KINDS);
    fc.assert(
      fc.property(fc.array(fc.record({ key, value: word })), (labels) => {
        const { kind, urgency } = characterOf(labels);
        assert.ok((KINDS as readonly string[]).includes(kind));
        assert.ok([0, 1, 2, 3].includes(urgency), String(urgency));
      }),
    );
  });
});

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 10, minute));
const contact = (conversationId: string, change: Partial<Contact> = {}): Contact => ({
  conversationId,
  network: 'bluesky',
  openedAt: at(0).toISOString(),
  reach: 10,
  kind: 'other',
  language: 'en',
  urgency: 0,
  needsReply: true,
  ...change,
});
interface Row {
  first_answer_at: Date | null;
  solved_at: Date | null;
  rating: number | null;
  reach: number | null;
}
const row = async (id: string) =>
  (
    await app.db.query<Row>(
      'select first_answer_at, solved_at, rating, reach from contacts where conversation_id = $1',
      [id],
    )
  )[0];
const minuteOf = (date: Date | null | undefined) => date && (date.getTime() - at(0).getTime()) / 60_000;

describe('a contact', () => {
  beforeEach(() => app.db.query('delete from contacts'));

  it('is written once, however often the news come', async () => {
    await insertContacts(app, [contact('a')]);
    await insertContacts(app, [contact('a', { reach: 99 }), contact('b', { reach: null })]);
    assert.deepEqual([(await row('a'))!.reach, (await row('b'))!.reach], [10, null]);
    await insertContacts(app, []);
  });

  it('keeps its first answer: later ones, and the same ones again, change nothing', async () => {
    await insertContacts(app, [contact('a')]);
    await markAnswered(app, [
      { id: 'a', at: at(30) },
      { id: 'a', at: at(20) },
    ]);
    assert.equal(minuteOf((await row('a'))!.first_answer_at), 20, 'the earlier of two in one batch');
    await markAnswered(app, [{ id: 'a', at: at(25) }]);
    assert.equal(minuteOf((await row('a'))!.first_answer_at), 20);
    await markAnswered(app, [{ id: 'a', at: at(5) }]);
    assert.equal(minuteOf((await row('a'))!.first_answer_at), 5, 'news out of order');
  });

  it('is never answered before it began', async () => {
    await insertContacts(app, [contact('a')]);
    await markAnswered(app, [{ id: 'a', at: at(-30) }]);
    assert.equal(minuteOf((await row('a'))!.first_answer_at), 0);
  });

  it('is solved by the last word on it, and not any more when it was opened again', async () => {
    await insertContacts(app, [contact('a'), contact('b')]);
    await markSolved(app, [
      { id: 'a', at: at(10) },
      { id: 'a', at: null },
      { id: 'b', at: null },
      { id: 'b', at: at(40) },
    ]);
    assert.deepEqual(
      [minuteOf((await row('a'))!.solved_at), minuteOf((await row('b'))!.solved_at)],
      [null, 40],
    );
  });

  it('is rated from 1 to 5 or not at all, and a rating can be taken back', async () => {
    await insertContacts(app, [contact('a')]);
    await noteRating(app, ['a', 'nobody'], 4);
    assert.equal((await row('a'))!.rating, 4);
    await noteRating(app, ['a'], null);
    assert.equal((await row('a'))!.rating, null);
    for (const wrong of [0, 6, -1]) await assert.rejects(noteRating(app, ['a'], wrong), { code: '23514' });
  });

  it('goes with its conversation, and news of nothing are nothing', async () => {
    await insertContacts(app, [contact('a'), contact('b')]);
    const gone = { seq: 1, conversationId: 'a', kind: 'gone', at: at(1), before: null, after: null };
    await noteContacts(app, [gone] as unknown as Parameters<typeof noteContacts>[1]);
    assert.deepEqual([await row('a'), (await row('b'))?.reach], [undefined, 10]);
    await noteContacts(app, []);
  });

  it('that nobody knows is neither answered nor solved into being', async () => {
    await markAnswered(app, [{ id: 'ghost', at: at(1) }]);
    await markSolved(app, [{ id: 'ghost', at: at(1) }]);
    assert.equal(await row('ghost'), undefined);
  });
});
