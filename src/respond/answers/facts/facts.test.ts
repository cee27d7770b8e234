import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { newId } from '#platform/ids/index.ts';
import { type PublicSearch, publicSearchPort } from '#people/members/index.ts';
import { createTestApp } from '../../../../test/helpers/app.ts';
import { sumForms } from './forms-store.ts';
import { endForm, noteForm, noteSearch, noteUse, readDeflection, tidyFacts } from './service.ts';
import type { Subject } from './store.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const test = await createTestApp();
const { app } = test;
after(() => test.close());
beforeEach(() => app.db.query('truncate answer_counts, answer_searches, contact_forms'));

const subject = (at: number): Subject => ({ kind: at % 2 === 0 ? 'article' : 'thread', id: `s${at}` });
const search = (asked: string, shown: readonly Subject[] = [], language = 'en') =>
  noteSearch(app, { place: 'search', language, asked }, shown);
const kept = () => app.db.query<{ words: string }>('select words from answer_searches');
const many = <T>(count: number, each: (at: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, at) => each(at)));

describe(`what visitors searched and opened (SEED=${seed})`, () => {
  it('is counted once each, in whatever order 64 visitors come who are shown the same in another order', async () => {
    const shown = Array.from({ length: 12 }, (_, at) => subject(at));
    await many(64, (at) =>
      at % 4 === 3
        ? noteUse(app, 'opened', { place: 'search', language: 'en', subject: subject(at % 12) })
        : search('violet router', at % 2 === 0 ? shown : shown.toReversed()),
    );
    const { totals, bySubject, byDay } = await readDeflection(app, 1);
    assert.deepEqual(totals, {
      searches: 48,
      searchesWithoutAnswer: 0,
      shown: 48 * 12,
      opened: 16,
      helped: 0,
      unhelped: 0,
    });
    assert.deepEqual(new Set(bySubject.map((one) => one.shown)), new Set([48]));
    assert.equal(
      bySubject.reduce((sum, one) => sum + one.opened, 0),
      16,
    );
    assert.deepEqual(new Set(byDay.map(({ place }) => place)), new Set(['search']));
  });

  it('is counted whole where one page shows the same thing twice', async () => {
    await search('violet router', [subject(0), subject(0), subject(1)]);
    const { totals, bySubject } = await readDeflection(app, 1);
    assert.equal(totals.searches, 1);
    assert.deepEqual(
      bySubject.map(({ id, shown }) => [id, shown]),
      [
        ['s0', 1],
        ['s1', 1],
      ],
    );
  });

  it('sums to what a list of everything that happened says', async () => {
    const happened = fc.oneof(
      fc.record({
        what: fc.constant('search' as const),
        shown: fc.uniqueArray(fc.nat(4), { maxLength: 4 }),
        language: fc.constantFrom('en', 'de', 'de-AT'),
      }),
      fc.record({
        what: fc.constantFrom('opened' as const, 'helped' as const, 'unhelped' as const),
        shown: fc.uniqueArray(fc.nat(4), { maxLength: 1 }),
        language: fc.constantFrom('en', 'fr'),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(happened, { maxLength: 14 }), async (all) => {
        await app.db.query('truncate answer_counts, answer_searches');
        for (const { what, shown, language } of all)
          if (what === 'search') await search('why violet', shown.map(subject), language);
          else {
            const [only] = shown;
            await noteUse(app, what, {
              place: 'contact',
              language,
              ...(only === undefined ? {} : { subject: subject(only) }),
            });
          }
        const count = (wanted: (one: (typeof all)[number]) => boolean) => all.filter(wanted).length;
        const { totals, bySubject } = await readDeflection(app, 1);
        assert.deepEqual(totals, {
          searches: count(({ what }) => what === 'search'),
          searchesWithoutAnswer: count(({ what, shown }) => what === 'search' && shown.length === 0),
          shown: all.reduce((sum, { what, shown }) => sum + (what === 'search' ? shown.length : 0), 0),
          opened: count(({ what }) => what === 'opened'),
          helped: count(({ what }) => what === 'helped'),
          unhelped: count(({ what }) => what === 'unhelped'),
        });
        for (const one of bySubject) {
          const of = (kind: string) =>
            count(({ what, shown }) => what === kind && shown.some((at) => subject(at).id === one.id));
          assert.deepEqual([one.shown, one.opened, one.helped], [of('search'), of('opened'), of('helped')]);
        }
      }),
      { seed, numRuns: 12 },
    );
  });

  it('is told for the days that are asked for, today the last of them', async () => {
    for (const age of [0, 1, 2, 27, 28, 399]) {
      await search('violet router', [subject(age)]);
      await app.db.query(
        'update answer_counts set day = day - $1::integer where subject_id = $2 or (subject_id = $3 and day = current_date)',
        [age, `s${age}`, ''],
      );
    }
    const told = async (days: number) => (await readDeflection(app, days)).totals.shown;
    assert.deepEqual(
      [await told(1), await told(2), await told(3), await told(28), await told(29), await told(400)],
      [1, 2, 3, 4, 5, 6],
    );
    const { byDay } = await readDeflection(app, 400);
    assert.deepEqual(
      byDay.map(({ day }) => day),
      byDay.map(({ day }) => day).toSorted(),
    );
  });

  it('has the titles of what is public now, by kind, and none of what is gone', async () => {
    const asked: (readonly [string, readonly string[]])[] = [];
    const kindOf = (kind: string): PublicSearch => ({
      kind,
      isAnswer: true,
      label: () => kind,
      search: async () => [],
      titles: async (_app, ids) => {
        asked.push([kind, ids.toSorted()]);
        return new Map(ids.filter((id) => id !== 's2').map((id) => [id, `${kind} ${id}`]));
      },
    });
    app.provide(publicSearchPort, [kindOf('article'), kindOf('thread'), kindOf('idea')]);
    await search('violet router', [subject(0), subject(1), subject(2), { kind: 'gone', id: 's9' }]);
    const { bySubject } = await readDeflection(app, 1);
    assert.deepEqual(
      new Map(bySubject.map(({ id, title }) => [id, title])),
      new Map([
        ['s0', 'article s0'],
        ['s1', 'thread s1'],
        ['s2', null],
        ['s9', null],
      ]),
    );
    assert.deepEqual(asked, [
      ['article', ['s0', 's2']],
      ['thread', ['s1']],
    ]);
  });
});

describe('words that were searched', () => {
  it('are not kept where they carry digits or an address, in whatever script somebody writes them', async () => {
    for (const asked of [
      'order 4711 missing',
      'order ٤٧١١ missing',
      'order ４７１１ missing',
      'order ४७११ missing',
      'order ①② missing',
      'ann@mail.example bill',
      'ann＠mail.example bill',
      'ann﹫mail.example bill',
    ])
      await search(asked);
    assert.deepEqual(await kept(), []);
    assert.equal((await readDeflection(app, 1)).totals.searches, 8, 'they count all the same');
  });

  it('are the same in whatever order and case they are typed, and shown from five searches on', async () => {
    for (const asked of ['violet hamster', 'HAMSTER violet', 'hamster  violet?', 'Violet, hamster!'])
      await search(asked);
    assert.deepEqual((await readDeflection(app, 1)).searchesWithoutAnswer, []);
    await search('hamster violet');
    const { searchesWithoutAnswer, searches } = await readDeflection(app, 1);
    assert.deepEqual(
      searchesWithoutAnswer.map(({ count }) => count),
      [5],
    );
    assert.deepEqual(searches, [], 'nobody found them');
  });

  it('reach five by the days together, and none by two languages or two ends', async () => {
    for (const language of ['en', 'en', 'en', 'en', 'de', 'de', 'de', 'de'])
      await search('violet', [], language);
    await search('violet', [subject(0)], 'en');
    assert.deepEqual((await readDeflection(app, 28)).searchesWithoutAnswer, []);
    await app.db.query('update answer_searches set day = day - 5');
    await search('violet', [], 'en');
    const told = (await readDeflection(app, 28)).searchesWithoutAnswer;
    assert.deepEqual(
      told.map(({ language, count }) => [language, count]),
      [['en', 5]],
    );
    assert.deepEqual((await readDeflection(app, 5)).searchesWithoutAnswer, []);
  });
});

type Step = 'suggested' | 'opened' | 'answered' | 'sent';

/** A form by the book: what was sent stays sent, and nothing is added to what ended. */
function formByTheBook(steps: readonly Step[]) {
  const form = {
    suggested: 0,
    opened: 0,
    ended: null as 'answered' | 'sent' | null,
    isFirst: [] as boolean[],
  };
  for (const step of steps)
    if (step === 'suggested' || step === 'opened') {
      if (form.ended === null && step === 'suggested') form.suggested = 3;
      if (form.ended === null && step === 'opened') form.opened++;
    } else {
      const isFirst = form.ended === null || (form.ended === 'answered' && step === 'sent');
      if (isFirst) form.ended = step;
      form.isFirst.push(isFirst);
    }
  return form;
}

describe(`contact forms (SEED=${seed})`, () => {
  const play = async (id: string, step: Step): Promise<boolean | undefined> => {
    if (step === 'answered' || step === 'sent') return endForm(app, { id, language: 'en', ended: step });
    const seen = step === 'suggested' ? { suggested: 3, opened: 0 } : { suggested: 0, opened: 1 };
    await noteForm(app, { id, language: 'en', ...seen });
    return undefined;
  };

  it('end as the book says, whatever comes in whatever order', async () => {
    const step = fc.constantFrom<Step>('suggested', 'opened', 'answered', 'sent');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 9 }), async (steps) => {
        const id = newId('form');
        const told: boolean[] = [];
        for (const one of steps) {
          const isFirst = await play(id, one);
          if (isFirst !== undefined) told.push(isFirst);
        }
        const { isFirst, ...form } = formByTheBook(steps);
        assert.deepEqual(told, isFirst);
        const [row] = await app.db.query<object>(
          'select suggested, opened, ended from contact_forms where id = $1',
          [id],
        );
        assert.deepEqual({ ...row }, form);
      }),
      { seed, numRuns: 30 },
    );
  });

  it('are sent once where 64 send the same one, and stay sent where as many say that they were answered', async () => {
    const id = newId('form');
    const told = await many(64, (at) => play(id, at % 2 === 0 ? 'sent' : 'answered'));
    const sent = told.filter((isFirst, at) => at % 2 === 0 && isFirst);
    assert.equal(sent.length, 1);
    const forms = await sumForms(app, 1);
    assert.deepEqual([forms.begun, forms.sent, forms.answered], [1, 1, 0]);
  });

  it('lose no opening where 32 come at once', async () => {
    const id = newId('form');
    await many(32, () => play(id, 'opened'));
    const [row] = await app.db.query<{ opened: number }>('select opened from contact_forms');
    assert.equal(row!.opened, 32);
  });

  it('are not ended where the transaction that sends them fails', async () => {
    const id = newId('form');
    await play(id, 'suggested');
    await assert.rejects(
      app.db.transaction(async () => {
        assert.equal(await play(id, 'sent'), true);
        throw new Error('the mailbox is gone');
      }),
      /mailbox is gone/,
    );
    assert.equal((await sumForms(app, 1)).sent, 0);
    assert.equal(await play(id, 'sent'), true, 'it can be sent again');
  });

  it('count as left after a day in which something was shown and nothing sent', async () => {
    const [shown, bare, sent, answered, fresh] = Array.from({ length: 5 }, () => newId('form'));
    await play(bare!, 'opened');
    for (const id of [shown!, sent!, answered!, fresh!]) await play(id, 'suggested');
    await play(sent!, 'sent');
    await play(answered!, 'answered');
    await app.db.query(`update contact_forms set begun_at = now() - interval '25 hours' where id <> $1`, [
      fresh,
    ]);
    assert.deepEqual(await sumForms(app, 28), {
      begun: 5,
      suggested: 4,
      left: 1,
      answered: 1,
      sent: 1,
      sentUnopened: 1,
    });
    assert.equal((await sumForms(app, 1)).begun, 1);
  });
});

it('words go after a season, forms after 400 days and sums after three years, to the day', async () => {
  await search('violet hamster', [subject(0)]);
  for (const age of [120, 121, 1100, 1101]) {
    await app.db.query(
      `insert into answer_searches (day, place, language, words, is_found, count) values (current_date - $1::integer, 'search', 'en', 'old', true, 9)`,
      [age],
    );
    await app.db.query(
      `insert into answer_counts (day, place, what, count) values (current_date - $1::integer, 'search', 'search', 9)`,
      [age],
    );
  }
  for (const days of [399, 401])
    await app.db.query(
      `insert into contact_forms (id, language, begun_at) values ($1, 'en', now() - make_interval(days => $2))`,
      [newId('form'), days],
    );
  await tidyFacts(app);
  await tidyFacts(app);
  const ages = async (table: 'answer_searches' | 'answer_counts') =>
    (
      await app.db.query<{ age: number }>(
        `select distinct current_date - day as age from ${table} order by age`,
      )
    ).map(({ age }) => age);
  assert.deepEqual(await ages('answer_searches'), [0, 120]);
  assert.deepEqual(await ages('answer_counts'), [0, 120, 121, 1100]);
  assert.equal((await app.db.query('select from contact_forms')).length, 1);
});
