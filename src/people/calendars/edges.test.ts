import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { createTestServer } from '../../../test/helpers/server.ts';
import { addWorking, isOpen, nextOpen, workingBetween } from '#lib/hours/index.ts';
import { sessionsFeature } from '#people/sessions/index.ts';
import { calendarsFeature, hoursOf } from './index.ts';

const rapport = await createTestServer([sessionsFeature, calendarsFeature]);
after(rapport.close);
const manager = await rapport.staff('manager');
const agent = await rapport.staff('agent');
const base = '/api/v1/calendars';
const HOUR = 3_600_000;
const night = [{ from: 1320, to: 1800 }];
const day = [{ from: 540, to: 1020 }];
const all = (hours: object[]) => Array.from({ length: 7 }, () => hours);
let count = 0;
const make = async (more: object = {}) => {
  const input = { name: `Calendar ${count++}`, zone: 'Europe/Berlin', week: all(day), ...more };
  return manager.post(base, input);
};
const at = (text: string) => new Date(text);

describe('a calendar that was saved', () => {
  it('keeps its hours by the clock on the wall when clocks change', async () => {
    const hours = await hoursOf(rapport.app, (await make()).body.id);
    for (const [open, closed] of [
      ['2026-03-28T08:00:00Z', '2026-03-28T07:59:59Z'],
      ['2026-03-29T07:00:00Z', '2026-03-29T06:59:59Z'],
      ['2026-10-24T07:00:00Z', '2026-10-24T06:59:59Z'],
      ['2026-10-25T08:00:00Z', '2026-10-25T07:59:59Z'],
    ] as const)
      assert.deepEqual([isOpen(hours, at(open)), isOpen(hours, at(closed))], [true, false], open);
  });

  it('has a night shift that is an hour shorter in spring and an hour longer in autumn', async () => {
    const hours = await hoursOf(rapport.app, (await make({ week: all(night) })).body.id);
    const worked = (from: string, to: string) => workingBetween(hours, at(from), at(to)) / HOUR;
    assert.equal(worked('2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z'), 7);
    assert.equal(worked('2026-10-24T12:00:00Z', '2026-10-25T12:00:00Z'), 9);
    assert.equal(worked('2026-11-21T12:00:00Z', '2026-11-22T12:00:00Z'), 8);
    const due = addWorking(hours, at('2026-03-28T21:00:00Z'), 7 * HOUR);
    assert.equal(due.toISOString(), '2026-03-29T04:00:00.000Z');
  });

  it('with a day closed by hand is closed at once, and open again when that is taken back', async () => {
    const { id } = (await make()).body;
    const noon = at('2026-12-24T11:00:00Z');
    await manager.put(`${base}/${id}/exceptions`, { days: [{ day: '2026-12-24' }] });
    assert.equal(isOpen(await hoursOf(rapport.app, id), noon), false);
    assert.equal(nextOpen(await hoursOf(rapport.app, id), noon)!.toISOString(), '2026-12-25T08:00:00.000Z');
    await manager.post(`${base}/${id}/exceptions/remove`, {
      days: ['2026-12-24', '2026-12-24', '2030-01-01'],
    });
    assert.equal(isOpen(await hoursOf(rapport.app, id), noon), true);
  });

  it('takes the last word where one day is named twice', async () => {
    const { id } = (await make()).body;
    const days = [{ day: '2026-12-24' }, { day: '2026-12-24', name: 'half', open: [{ from: 540, to: 720 }] }];
    const { status, body } = await manager.put(`${base}/${id}/exceptions`, { days });
    assert.equal(status, 200);
    assert.deepEqual(
      body.exceptions.map(({ name, open }: { name: string; open: object[] }) => [name, open.length]),
      [['half', 1]],
    );
  });

  it('has one standard, also when two are made it at the same moment', async () => {
    const made = await Promise.all([
      make({ isStandard: true }),
      make({ isStandard: true }),
      make({ isStandard: true }),
    ]);
    assert.ok(made.some(({ status }) => status === 201));
    for (const { status } of made) assert.ok(status < 500, String(status));
    const { items } = (await agent.get(base)).body;
    assert.equal(items.filter(({ isStandard }: { isStandard: boolean }) => isStandard).length, 1);
  });
});

describe('what is no calendar', () => {
  it('has hours that end before they begin, overlap, or lie outside a day', async () => {
    for (const hours of [
      [{ from: 600, to: 600 }],
      [{ from: 600, to: 540 }],
      [{ from: -1, to: 60 }],
      [{ from: 1440, to: 1500 }],
      [{ from: 0, to: 1441 }],
      [{ from: 0.5, to: 60 }],
      [
        { from: 540, to: 720 },
        { from: 719, to: 800 },
      ],
      Array.from({ length: 9 }, (_, i) => ({ from: i * 10, to: i * 10 + 5 })),
    ])
      assert.equal((await make({ week: all(hours) })).status, 400, JSON.stringify(hours));
    assert.equal((await make({ week: all([]) })).status, 400, 'never open');
    assert.equal((await make({ week: all(day).slice(1) })).status, 400, 'six days');
  });

  it('has days that there are not', async () => {
    const { id } = (await make()).body;
    for (const wrong of [
      '2026-02-29',
      '2026-13-01',
      '1999-12-31',
      '2101-01-01',
      '26-1-1',
      '2026-12-24\u0000',
    ])
      assert.equal(
        (await manager.put(`${base}/${id}/exceptions`, { days: [{ day: wrong }] })).status,
        400,
        wrong,
      );
    assert.equal((await manager.put(`${base}/${id}/exceptions`, { days: [] })).status, 400);
  });

  it('is taken for none by imports: years backwards add nothing, a file of noise names nothing', async () => {
    const { id } = (await make()).body;
    const backwards = { country: 'DE', fromYear: 2027, toYear: 2026 };
    const none = await manager.post(`${base}/${id}/holidays`, backwards);
    assert.deepEqual(none.body.added, []);
    const years = { fromYear: 2026, toYear: 2026 };
    for (const text of [
      '\u0000',
      'BEGIN:VEVENT',
      '\ud800'.repeat(50),
      'x'.repeat(200_000),
      'BEGIN:VEVENT\n'.repeat(2000),
    ]) {
      const read = await manager.post(`${base}/${id}/file`, { text, ...years });
      assert.ok(read.status === 400 || read.body.added.length === 0, `${read.status}`);
    }
    assert.deepEqual((await agent.get(`${base}/${id}`)).body.exceptions, []);
    const unknown = await manager.post(`${base}/${id}/holidays`, { country: 'XX', ...years });
    assert.equal(unknown.body.error.code, 'calendar.no_holidays');
  });

  it('imports the same holidays twice and has them once, also at the same moment', async () => {
    const { id } = (await make()).body;
    const wish = { country: 'DE', fromYear: 2026, toYear: 2026 };
    const both = await Promise.all([1, 2].map(() => manager.post(`${base}/${id}/holidays`, wish)));
    for (const { status } of both) assert.equal(status, 200);
    const days = (await agent.get(`${base}/${id}`)).body.exceptions.map(({ day }: { day: string }) => day);
    assert.equal(new Set(days).size, days.length);
    assert.ok(days.includes('2026-12-25'));
    const again = await manager.post(`${base}/${id}/holidays`, wish);
    assert.deepEqual([again.body.added.length, again.body.kept.length], [0, days.length]);
  });
});
