import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { createTestServer } from '../../../test/helpers/server.ts';
import { isOpen } from '#lib/hours/index.ts';
import { sessionsFeature } from '#people/sessions/index.ts';
import { calendarsFeature, hoursOf } from './index.ts';

const rapport = await createTestServer([sessionsFeature, calendarsFeature]);
after(rapport.close);
const manager = await rapport.staff('manager');
const agent = await rapport.staff('agent');

const base = '/api/v1/calendars';
const office = { from: 540, to: 1020 };
const week = [[office], [office], [office], [office], [office], [], []];
const calendar = (name: string, more: object = {}) => ({ name, zone: 'Europe/Berlin', week, ...more });
const make = async (name: string, more: object = {}) => {
  const { status, body } = await manager.post(base, calendar(name, more));
  assert.equal(status, 201, JSON.stringify(body));
  return body as { id: string };
};
const actions = async (subject: string) =>
  (
    await rapport.app.db.query<{ action: string }>(
      'select action from audit_entries where subject = $1 order by id',
      [subject],
    )
  ).map(({ action }) => action);

describe('calendars', () => {
  it('begin with one that is always open, and counts where none is named', async () => {
    const { items } = (await agent.get(base)).body;
    assert.deepEqual(
      items.map((one: { name: string; isOpen: boolean; changesAt: null }) => [
        one.name,
        one.isOpen,
        one.changesAt,
      ]),
      [['Around the clock', true, null]],
    );
    assert.equal(isOpen(await hoursOf(rapport.app, null), new Date('2026-12-25T03:00:00Z')), true);
  });

  it('are saved, changed, removed, and every step is audited', async () => {
    const { id } = await make('Support');
    const changed = await manager.put(`${base}/${id}`, calendar('Support', { zone: 'Asia/Tokyo' }));
    assert.equal(changed.body.zone, 'Asia/Tokyo');
    await manager.put(`${base}/${id}/exceptions`, { days: [{ day: '2026-12-24', open: [office] }] });
    assert.equal((await manager.delete(`${base}/${id}`)).status, 204);
    assert.deepEqual(await actions(id), [
      'calendar.added',
      'calendar.changed',
      'calendar.days_saved',
      'calendar.removed',
    ]);
    assert.equal((await agent.get(`${base}/${id}`)).body.error.code, 'calendar.not_found');
  });

  it('are changed by those who lead, and read by everybody', async () => {
    assert.equal((await agent.post(base, calendar('Mine'))).status, 403);
    assert.equal((await agent.get(base)).status, 200);
    assert.equal((await rapport.browser().get(base)).status, 401);
  });

  it('are heard of at once by those who reckon with them', async () => {
    const { id } = await make('Heard of');
    const friday = new Date('2026-11-20T12:00:00Z');
    assert.equal(isOpen(await hoursOf(rapport.app, id), friday), true);
    await manager.put(`${base}/${id}/exceptions`, { days: [{ day: '2026-11-20', name: 'Party' }] });
    assert.equal(isOpen(await hoursOf(rapport.app, id), friday), false);
    await manager.post(`${base}/${id}/exceptions/remove`, { days: ['2026-11-20'] });
    assert.equal(isOpen(await hoursOf(rapport.app, id), friday), true);
    await manager.delete(`${base}/${id}`);
    assert.equal(
      isOpen(await hoursOf(rapport.app, id), new Date('2026-11-21T12:00:00Z')),
      true,
      'the standard',
    );
  });

  it('hand on who is the standard, which stays', async () => {
    const [first] = (await agent.get(base)).body.items;
    const { id } = await make('New standard', { isStandard: true });
    assert.equal((await manager.delete(`${base}/${id}`)).body.error.code, 'calendar.is_standard');
    await manager.put(`${base}/${id}`, calendar('New standard', { isStandard: false }));
    assert.equal((await agent.get(`${base}/${id}`)).body.isStandard, true, 'it does not end by itself');
    await manager.put(`${base}/${first.id}`, { ...calendar(first.name), isStandard: true });
    assert.equal((await manager.delete(`${base}/${id}`)).status, 204);
  });

  it('have names of their own, also when two are made at once', async () => {
    const answers = await Promise.all(
      ['Twice', 'twice', 'TWICE'].map((name) => manager.post(base, calendar(name))),
    );
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 409, 409]);
  });

  it('stay while something follows them', async () => {
    const { id } = await make('Followed');
    const { db } = rapport.app;
    await db.query('create table followers (calendar_id text references calendars (id))');
    await db.query('insert into followers values ($1)', [id]);
    assert.equal((await manager.delete(`${base}/${id}`)).body.error.code, 'calendar.in_use');
    assert.equal((await agent.get(`${base}/${id}`)).status, 200);
    await db.query('drop table followers');
  });

  it('refuse what is no calendar, and say why', async () => {
    const closed = [[], [], [], [], [], [], []];
    const wrong = [
      calendar('x', { zone: 'Mars/Olympus' }),
      calendar('x', { week: closed }),
      calendar('x', { week: week.slice(1) }),
      calendar('x', { week: [[{ from: 600, to: 600 }], ...week.slice(1)] }),
      calendar('x', {
        week: [
          [
            { from: 600, to: 700 },
            { from: 650, to: 800 },
          ],
          ...week.slice(1),
        ],
      }),
      calendar('x', { week: [[{ from: 0, to: 2000 }], ...week.slice(1)] }),
      calendar(''),
    ];
    for (const body of wrong)
      assert.equal((await manager.post(base, body)).status, 400, JSON.stringify(body));
  });
});

describe('exceptions', () => {
  it('come from the public holidays of a country, tried first', async () => {
    const { id } = await make('Holidays');
    const ask = (more: object) =>
      manager.post(`${base}/${id}/holidays`, { country: 'DE', fromYear: 2026, toYear: 2027, ...more });
    const trial = await ask({ isTrial: true });
    assert.equal(trial.body.added.length, 18);
    assert.equal((await agent.get(`${base}/${id}`)).body.exceptions.length, 0);
    await manager.put(`${base}/${id}/exceptions`, {
      days: [{ day: '2026-10-03', name: 'Open after all', open: [office] }],
    });
    const { body } = await ask({});
    assert.deepEqual([body.added.length, body.kept], [17, [{ day: '2026-10-03', name: 'Open after all' }]]);
    const { exceptions } = (await agent.get(`${base}/${id}`)).body;
    assert.equal(exceptions.length, 18);
    assert.deepEqual(exceptions[0], {
      day: '2026-01-01',
      name: 'New Year’s Day',
      open: [],
      source: 'holidays:DE',
    });
    assert.equal((await ask({ country: 'ZZ' })).body.error.code, 'calendar.no_holidays');
    assert.equal((await ask({})).body.added.length, 0, 'a second time adds nothing');
  });

  it('come from a calendar file, with what was not followed', async () => {
    const { id } = await make('From a file');
    const text = [
      'BEGIN:VEVENT',
      'DTSTART;VALUE=DATE:20261224',
      'DTEND;VALUE=DATE:20270102',
      'SUMMARY:Works holidays',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'DTSTART:20261111T090000',
      'SUMMARY:Stand-up',
      'END:VEVENT',
    ].join('\r\n');
    const { body } = await manager.post(`${base}/${id}/file`, { text, fromYear: 2026, toYear: 2027 });
    assert.equal(body.added.length, 9);
    assert.deepEqual(body.skipped, [{ line: 6, name: 'Stand-up', reason: 'is about hours of a day' }]);
    const hostile = await manager.post(`${base}/${id}/file`, {
      text: 'BEGIN:VEVENT\n\u0001DTSTART:\u0007\n',
      fromYear: 2026,
      toYear: 2100,
    });
    assert.equal(hostile.status, 200);
    const large = await manager.post(`${base}/${id}/file`, {
      text: 'x'.repeat(3_000_000),
      fromYear: 2026,
      toYear: 2026,
    });
    assert.ok([400, 413].includes(large.status), String(large.status));
  });

  it('are at most two thousand, all or none', async () => {
    const { id } = await make('Full');
    const days = (from: number) =>
      Array.from({ length: 1000 }, (_, index) => ({
        day: new Date(Date.UTC(2026, 0, from + index)).toISOString().slice(0, 10),
      }));
    const put = (from: number) => manager.put(`${base}/${id}/exceptions`, { days: days(from) });
    assert.equal((await put(1)).status, 200);
    assert.equal((await put(1001)).status, 200);
    assert.equal((await put(2001)).body.error.code, 'calendar.too_many_days');
    assert.equal((await agent.get(`${base}/${id}`)).body.exceptions.length, 2000);
    assert.equal((await put(1)).status, 200, 'days that are there can be changed');
  });
});
