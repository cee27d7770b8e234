import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { Hours } from '#lib/hours/index.ts';
import { openCase } from '#respond/cases/index.ts';
import { announceAbsence, saveProfile } from '#people/teams/index.ts';
import { changeConversations } from '#respond/inbox/index.ts';
import { readNotices } from '../../../people/notices/service.ts';
import { say, under, uri, BRAND } from '../../inbox/testing/company.ts';
import { fillSeats } from '../engine/fill.ts';
import { openOffice } from '../testing/office.ts';
import { dueOf } from './due.ts';
import { escalate } from './escalate.ts';
import { handOver } from './hand-over.ts';
import { watchOwners } from './watch.ts';

const office = await openOffice();
const { app, boss, hear, row, history, settle } = office;
after(() => office.company.close());
const ana = await office.agent('Ana');
const ben = await office.agent('Ben');
const team = await office.team('Billing', {
  memberIds: [ana.id, ben.id],
  leadId: boss.id,
  handling: {
    ownership: { minutes: 60, warnMinutes: 15 },
    escalation: [{ afterMinutes: 120, tell: 'lead' }],
  },
});
const noticesOf = async ({ id }: { id: string }) =>
  (await readNotices(app, { id, role: 'agent' }, { before: null, limit: 20 })).notices.map(
    ({ title }) => title,
  );
const had = (id: string, minutes: number) =>
  app.db.query(
    `update routing_owners set since = now() - make_interval(mins => $2) where conversation_id = $1`,
    [id, minutes],
  );
const give = async (id: string, to: { id: string }) => {
  await changeConversations(app, boss, [id], { teamId: team.id, assigneeId: to.id });
  await settle();
};

describe('the ownership timer', () => {
  it('warns, then takes a conversation back and gives it to somebody else, and says so', async () => {
    const id = await hear('acme?', { minutesAgo: 5 });
    await give(id, ana);
    assert.equal(await watchOwners(app), 0);
    await had(id, 46);
    assert.equal(await watchOwners(app), 0);
    await watchOwners(app);
    assert.deepEqual(await noticesOf(ana), ['A customer waits for your answer'], 'one warning');
    assert.equal((await row(id)).assignee?.id, ana.id);
    await had(id, 61);
    assert.equal(await watchOwners(app), 1);
    assert.equal((await row(id)).assignee?.id, ben.id);
    assert.equal(
      (await history(id))[0],
      'Routing: Ana did not answer within an hour → Ben (least busy: 0 of 8)',
    );
    assert.deepEqual(await noticesOf(ana), ['A conversation went back to the team']);
  });

  it('starts anew with the next owner, and ends with an answer', async () => {
    const author = 'did:plc:answered';
    const id = await hear('acme?', { from: author, minutesAgo: 5 });
    await give(id, ana);
    await had(id, 30);
    await give(id, ben);
    const [owner] = await app.db.query<{ user_id: string; young: boolean }>(
      `select user_id, since > now() - interval '1 minute' as young from routing_owners where conversation_id = $1`,
      [id],
    );
    assert.deepEqual(owner, { user_id: ben.id, young: true });
    const [post] = await app.db.query<{ external_id: string }>(
      `select external_id from posts where id = (select last_post_id from conversations where id = $1)`,
      [id],
    );
    await office.company.hear(say(BRAND, 'ans', 'Hello', { minutesAgo: 1, ...under(post!.external_id) }));
    await settle();
    assert.deepEqual(await app.db.query('select from routing_owners where conversation_id = $1', [id]), []);
    assert.ok(uri(author, '1'));
  });

  it('leaves alone what somebody else took a moment before', async () => {
    const id = await hear('acme?', { minutesAgo: 5 });
    await give(id, ana);
    await had(id, 61);
    await changeConversations(app, ben, [id], { assigneeId: ben.id });
    assert.equal(await watchOwners(app), 0);
    assert.equal((await row(id)).assignee?.id, ben.id);
  });

  it('puts it into the queue of the team when nobody else is there', async () => {
    const away = await announceAbsence(app, ben, ben.id, { until: null, handOverTo: null, note: '' });
    const id = await hear('acme?', { minutesAgo: 5 });
    await give(id, ana);
    await had(id, 61);
    assert.equal(await watchOwners(app), 1);
    const { assignee, team: of } = await row(id);
    assert.deepEqual([assignee, of?.id], [null, team.id]);
    await app.db.query('update staff_absences set ends_at = starts_at where id = $1', [away]);
    await fillSeats(app);
    assert.notEqual((await row(id)).assignee, null, 'and is given as soon as somebody is');
  });
});

describe('a case', () => {
  it('goes back with all its threads that the same person has, and only to somebody with room for all', async () => {
    const [one, two, third] = [await hear('acme?'), await hear('acme, again?'), await hear('acme, mine?')];
    await openCase(app, boss, { conversationIds: [one, two, third] });
    await give(one, ana);
    await give(two, ana);
    await give(third, boss);
    await saveProfile(app, boss, ben.id, { skills: [], languages: [], capacity: 0, calendarId: null });
    const loads = (
      await office.company.app.db.query('select from conversations where assignee_id = $1 and status = $2', [
        ben.id,
        'open',
      ])
    ).length;
    await saveProfile(app, boss, ben.id, {
      skills: [],
      languages: [],
      capacity: loads + 1,
      calendarId: null,
    });
    await had(one, 61);
    assert.equal(await watchOwners(app), 1);
    assert.deepEqual(
      [(await row(one)).assignee, (await row(two)).assignee],
      [null, null],
      'two do not fit into one place',
    );
    assert.equal((await row(third)).assignee?.id, boss.id, 'what a colleague has stays with them');
    await saveProfile(app, boss, ana.id, { skills: [], languages: [], capacity: 0, calendarId: null });
    await saveProfile(app, boss, ben.id, {
      skills: [],
      languages: [],
      capacity: loads + 2,
      calendarId: null,
    });
    await fillSeats(app);
    assert.deepEqual([(await row(one)).assignee?.id, (await row(two)).assignee?.id], [ben.id, ben.id]);
    await saveProfile(app, boss, ana.id, { skills: [], languages: [], capacity: 8, calendarId: null });
  });
});

describe('escalation', () => {
  it('tells the lead once for a wait', async () => {
    const id = await hear('acme, still nothing?', { minutesAgo: 130 });
    await give(id, ana);
    await app.db.query(
      `update conversations set waiting_since = now() - interval '130 minutes' where id = $1`,
      [id],
    );
    assert.equal(await escalate(app), 1);
    assert.equal(await escalate(app), 0);
    assert.ok((await noticesOf(boss)).includes('A customer waits too long'));
  });
});

describe('an absence with somebody to hand over to', () => {
  it('moves what is open, once, with the reason', async () => {
    const id = await hear('acme, hand this over', { minutesAgo: 5 });
    await give(id, ben);
    await announceAbsence(app, ben, ben.id, { until: null, handOverTo: ana.id, note: '' });
    assert.ok((await handOver(app)) >= 1);
    assert.equal((await row(id)).assignee?.id, ana.id);
    assert.equal((await history(id))[0], 'Routing: Ben is away and hands over to Ana');
    assert.equal(await handOver(app), 0);
  });
});

describe('the time that an owner has', () => {
  const office9to17: Hours = {
    zone: 'UTC',
    week: [0, 1, 2, 3, 4, 5, 6].map((day) => (day < 5 ? [{ from: 540, to: 1020 }] : [])),
    exceptions: [],
  };
  const rule = { minutes: 60, warnMinutes: 15 };
  const at = (text: string) => new Date(`2026-11-${text}:00Z`);

  it('counts working time only', () => {
    // Friday, half an hour before closing; the rest is on Monday.
    const since = at('20T16:30');
    assert.equal(dueOf(rule, since, at('22T12:00'), office9to17).state, 'none');
    assert.equal(dueOf(rule, since, at('23T09:16'), office9to17).state, 'warn');
    const late = dueOf(rule, since, at('23T09:30'), office9to17);
    assert.deepEqual([late.state, late.dueAt], ['take', at('23T09:30')]);
  });

  it('runs day and night without a calendar, and never ends where nobody ever works', () => {
    assert.equal(dueOf(rule, at('20T16:30'), at('20T17:30'), null).state, 'take');
    const never: Hours = { zone: 'UTC', week: [[], [], [], [], [], [], []], exceptions: [] };
    assert.deepEqual(dueOf(rule, at('20T16:30'), at('28T17:30'), never), { state: 'none', dueAt: null });
  });

  it('warns not at all where no warning is wanted', () => {
    const silent = { minutes: 60, warnMinutes: 0 };
    assert.equal(dueOf(silent, at('20T16:30'), at('20T17:29'), null).state, 'none');
  });
});
