import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { dayIn, readOrder } from './buyers/orders-table.ts';
import { disclosed, INCENTIVES, ratingOf, wilson } from './domain.ts';

const hash = (mail: string) => createHash('sha256').update(mail).digest('hex');

describe('a row of orders', () => {
  const row = { order: '7', product: 'LR-3', mail: 'a@b.example', date: '2026-11-01' };
  const wrong: readonly (readonly [object, RegExp])[] = [
    [{ order: '' }, /no number/],
    [{ order: '7'.repeat(121) }, /no number/],
    [{ product: ' ' }, /no product/],
    [{ mail: '' }, /no mail address/],
    [{ mail: 'a b@c.example' }, /no mail address/],
    [{ mail: 'a@b' }, /no mail address/],
    [{ mail: 'a@b@c.example' }, /no mail address/],
    [{ mail: 'f'.repeat(63) }, /no mail address/],
    [{ mail: 'g'.repeat(64) }, /no mail address/],
    [{ date: '' }, /no date/],
    [{ date: 'yesterday' }, /no date/],
    [{ date: '2026-02-30' }, /no date/],
    [{ date: '2026-13-01' }, /no date/],
    [{ date: '31.02.2026' }, /no date/],
    [{ date: '11/23/2026' }, /no date/],
    [{ delivered: 'soon' }, /no date/],
    [{ value: '-1' }, /no value/],
    [{ value: '1e99' }, /no value/],
    [{ value: 'much' }, /no value/],
    [{ incentive: 'bribe' }, /incentive/],
  ];
  for (const [change, reason] of wrong)
    it(`is told with what is wrong in it: ${JSON.stringify(change).slice(0, 50)}`, () => {
      const result = readOrder({ ...row, ...change });
      assert.equal(typeof result, 'string');
      assert.match(String(result), reason);
    });

  it('is read with names of columns in two languages', () => {
    const order = readOrder({
      bestellnummer: 'B-1',
      artikel: 'LR-3',
      email: 'Anna@B.example',
      datum: '3.11.2026',
      lieferdatum: '05.11.2026',
      betrag: '12,50',
      sprache: 'DE-at',
      incentive: 'Free',
    });
    assert.deepEqual(order, {
      number: 'B-1',
      product: 'LR-3',
      mail: 'Anna@B.example',
      orderedAt: new Date('2026-11-03T00:00:00Z'),
      deliveredAt: new Date('2026-11-05T00:00:00Z'),
      value: 12.5,
      incentive: 'free',
      language: 'de',
    });
    const hashed = readOrder({ ...row, mail: hash('a@b.example').toUpperCase() });
    assert.equal(typeof hashed === 'object' && hashed.mailHash, hash('a@b.example'));
  });

  it('has days as people write them', () => {
    const days: readonly (readonly [string, string | undefined])[] = [
      ['2026-11-23', '2026-11-23T00:00:00.000Z'],
      ['2026-11-23 10:30', '2026-11-23T10:30:00.000Z'],
      ['2026-11-23T10:30:15Z', '2026-11-23T10:30:15.000Z'],
      ['2026-11-23T10:30:15+02:00', '2026-11-23T08:30:15.000Z'],
      ['2028-02-29', '2028-02-29T00:00:00.000Z'],
      ['2027-02-29', undefined],
      ['2026-11-23T25:00', undefined],
      ['26-11-23', undefined],
    ];
    for (const [text, day] of days) assert.equal(dayIn(text)?.toISOString(), day, text);
  });
});

describe('a disclosure', () => {
  it('is the strongest of what is known', () => {
    assert.equal(disclosed(), 'none');
    assert.equal(disclosed('none', undefined, 'free', 'employee'), 'free');
    for (const one of INCENTIVES) assert.equal(disclosed(one, 'none'), one);
  });
});

describe('a rating', () => {
  it('is the average with two digits, and none where nobody said anything', () => {
    assert.deepEqual(ratingOf([0, 0, 0, 0, 0]), { count: 0, average: null });
    assert.deepEqual(ratingOf([1, 0, 0, 0, 2]), { count: 3, average: 3.67 });
    assert.deepEqual(ratingOf([0, 0, 0, 0, 7]), { count: 7, average: 5 });
  });

  it('finds most helpful what is surest, and grows with every vote for it', () => {
    for (let helpful = 0; helpful < 30; helpful++)
      for (let unhelpful = 0; unhelpful < 30; unhelpful++) {
        const here = wilson(helpful, unhelpful);
        assert.ok(here >= -1e-9 && here < 1, `${helpful} ${unhelpful}`);
        assert.ok(wilson(helpful + 1, unhelpful) > here, `${helpful} ${unhelpful}`);
        assert.ok(helpful === 0 || wilson(helpful, unhelpful + 1) < here, `${helpful} ${unhelpful}`);
      }
  });
});
