import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import type { AppError } from '#platform/errors/index.ts';
import { changeConversations, tellFollowers } from '#respond/inbox/index.ts';
import { readNotices } from '../../../people/notices/service.ts';
import { say, under, uri } from '../../inbox/testing/company.ts';
import { routeNext } from '../engine/route.ts';
import { readRules, removeRule } from '../rules/service.ts';
import { openOffice } from '../testing/office.ts';
import { hearEvents } from './hear.ts';

const office = await openOffice();
const { app, boss, hear, row, history, rule, settle } = office;
after(() => office.company.close());
const ana = await office.agent('Ana');
const billing = await office.team('Billing', { memberIds: [ana.id], leadId: boss.id });
const care = await office.team('Care', { memberIds: [ana.id] });
const was = (fact: string, value: string) => ({ fact: `${fact}.before`, op: 'is', value });
const is = (fact: string, value: string) => ({ fact, op: 'is', value });
const moves = async (id: string) =>
  (await app.db.query('select from routing_moves where conversation_id = $1', [id])).length;

beforeEach(async () => {
  for (const { id } of (await readRules(app)).rules)
    await removeRule(app, boss, (await readRules(app)).revision, id);
});

async function change(id: string, wish: Parameters<typeof changeConversations>[3]): Promise<void> {
  await changeConversations(app, ana, [id], wish);
  await settle();
}

describe('a change of status', () => {
  it('asks the rules that run on it, which know what was before, and the history says why', async () => {
    const when = { all: [was('status', 'open'), is('status', 'done')] };
    await rule('Goodbye', when, { labels: ['over'], notify: ['lead'] }, { on: ['status'] });
    const id = await hear('acme?');
    assert.deepEqual([(await row(id)).labels, await moves(id)], [[], 0], 'nothing on arrival');
    await change(id, { teamId: billing.id });
    await change(id, { status: 'waiting' });
    assert.deepEqual((await row(id)).labels, []);
    await change(id, { status: 'open' });
    await change(id, { status: 'done' });
    assert.deepEqual((await row(id)).labels, ['over'], 'also where it is done by now');
    assert.equal(
      (await history(id))[0],
      'Routing: rule ‘Goodbye’, because its status changed from open to done → label “over”, Bo told',
    );
    const { notices } = await readNotices(app, { id: boss.id, role: 'manager' }, { before: null, limit: 5 });
    assert.equal(notices[0]?.text, 'Its status changed from open to done. “acme?”');
    await settle();
    assert.equal(await moves(id), 1);
  });

  it('that opens it again gives it to somebody, and to nobody where it stays done', async () => {
    const byAna = { how: 'person', userId: ana.id };
    await rule('Look', is('status', 'done'), { assign: byAna }, { on: ['status'] });
    const id = await hear('acme?');
    await change(id, { status: 'done' });
    assert.equal((await row(id)).assignee, null);
    await rule('Back', is('status', 'waiting'), { status: 'open', assign: byAna }, { on: ['status'] });
    await change(id, { status: 'waiting' });
    const { status, assignee } = await row(id);
    assert.deepEqual([status, assignee?.id], ['open', ana.id]);
  });

  it('comes from the customer, too', async () => {
    await rule('Came back', was('status', 'done'), { labels: ['again'] }, { on: ['status'] });
    const from = 'did:plc:back';
    await office.company.hear(say(from, '1', 'acme?', { minutesAgo: 9 }));
    await settle();
    const id = await hear('acme, hello', { from, ...under(uri(from, '1')), minutesAgo: 5 });
    await change(id, { status: 'done' });
    await office.company.hear(say(from, '3', 'acme, still?', { ...under(uri(from, '1')), minutesAgo: 1 }));
    await settle();
    assert.deepEqual((await row(id)).labels, ['again']);
  });
});

describe('a change of team', () => {
  it('tells where it came from; a notice alone is in the history', async () => {
    await rule('Moved', was('team', billing.id), { notify: [boss.id] }, { on: ['team'] });
    const id = await hear('acme?');
    await change(id, { teamId: billing.id });
    await change(id, { teamId: care.id });
    assert.equal(
      (await history(id))[0],
      'Routing: rule ‘Moved’, because it went from Billing to Care → Bo told',
    );
    assert.equal(await moves(id), 1);
  });
});

describe('what rules do', () => {
  it('asks other rules, never the one it came from, and says where it ends', async () => {
    await rule('Ping', is('status', 'done'), { status: 'open' }, { on: ['status'] });
    await rule('Pong', is('status', 'open'), { status: 'done' }, { on: ['status'] });
    const id = await hear('acme?');
    await change(id, { status: 'done' });
    const lines = await history(id);
    assert.equal(await moves(id), 2);
    assert.equal((await row(id)).status, 'done');
    assert.match(lines[0]!, /^Routing: rule ‘Ping’ not asked again: what happened came from it/);
    assert.match(lines[1]!, /^Routing: rule ‘Pong’, because its status changed from done to open/);
  });

  it('on arrival asks those that run on what it changed', async () => {
    await rule('Bills', { all: [] }, { teamId: billing.id });
    await rule('Welcome', is('team', billing.id), { labels: ['bill'] }, { on: ['team'] });
    const id = await hear('acme?');
    assert.deepEqual((await row(id)).labels, ['bill']);
  });

  it('ends after many acts, until somebody does something', async () => {
    await rule('Rated', { all: [] }, { notify: [boss.id] }, { on: ['rated'] });
    const id = await hear('acme?');
    const tell = (count: number, from = 0) =>
      hearEvents(
        app,
        Array.from({ length: count }, (_, at) => ({
          key: `test:${id}:${from + at}`,
          conversationId: id,
          trigger: 'rated' as const,
          facts: { rating: 1 },
          chain: [],
          depth: 0,
        })),
      );
    await app.db.query('insert into routing_acts values ($1, 19)', [id]);
    await tell(3);
    await settle();
    assert.equal(await moves(id), 1);
    assert.match((await history(id))[0]!, /rules acted 20 times since anybody did something here/);
    await change(id, { addLabels: ['seen'] });
    await tell(1, 50);
    await settle();
    assert.equal(await moves(id), 2);
  });
});

describe('what is told twice', () => {
  it('is heard once, also by a process that begins again', async () => {
    await rule('Rated', { all: [] }, { labels: ['bad'] }, { on: ['rated'] });
    const id = await hear('acme?');
    const event = { key: `twice:${id}`, conversationId: id, trigger: 'rated' as const, facts: { rating: 1 } };
    await hearEvents(app, [{ ...event, chain: [], depth: 0 }]);
    await hearEvents(app, [{ ...event, chain: [], depth: 0 }]);
    await settle();
    await hearEvents(app, [{ ...event, chain: [], depth: 0 }]);
    await settle();
    assert.equal(await moves(id), 1);
  });
});

describe('a machine that dies', () => {
  it('while it decides has done nothing, and another one does it once', async () => {
    await rule('Over', is('status', 'done'), { labels: ['over'], notify: [boss.id] }, { on: ['status'] });
    const id = await hear('acme?');
    await changeConversations(app, ana, [id], { status: 'done' });
    while (await tellFollowers(app));
    const killed = app.db.transaction(async () => {
      assert.ok(await routeNext(app));
      // The server ends what the dead had open.
      await app.db.query('select pg_terminate_backend(pg_backend_pid())');
    });
    await assert.rejects(killed);
    assert.deepEqual([(await row(id)).labels, await moves(id)], [[], 0]);
    await Promise.all([1, 2, 3].map(() => routeNext(app)));
    await settle();
    assert.deepEqual([(await row(id)).labels, await moves(id)], [['over'], 1]);
  });
});

describe('a rule', () => {
  it('asks for what was before only where it runs on a change', async () => {
    await assert.rejects(rule('Odd', was('status', 'open'), { labels: ['x'] }), (error: AppError) =>
      /“status before” may only be asked by rules that run when something happens/.test(error.message),
    );
    const answer = { texts: [{ language: 'en', body: 'Later' }] };
    await assert.rejects(
      rule('Answers', { all: [] }, { answer }, { on: ['status'] }),
      (error: AppError) => error.code === 'routing.answers_arrivals',
    );
    await assert.rejects(
      rule('When', { all: [] }, { labels: ['x'] }, { on: ['waited'] }),
      (error: AppError) => error.code === 'routing.time_missing',
    );
  });

  it('of before there was a choice runs on what it ran on', async () => {
    await rule('Old', { all: [] }, { labels: ['x'] });
    await app.db.query(
      `update routing_revisions set rules = jsonb_build_array(rules -> 0 #- '{on}' #- '{waitMinutes}')
        where revision = (select max(revision) from routing_revisions)`,
    );
    const [old] = (await readRules(app)).rules;
    assert.deepEqual([old!.on, old!.waitMinutes], [['arrives', 'labelled'], null]);
    assert.deepEqual((await row(await hear('acme?'))).labels, ['x']);
  });
});
