import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import type { AppError } from '#platform/errors/index.ts';
import { announceAbsence, endAbsence } from '#people/teams/index.ts';
import { changeConversations, listInbox, readConversation, undoChange } from '#respond/inbox/index.ts';
import { readNotices } from '../../people/notices/service.ts';
import { saveChannelWeights } from '../../people/teams/service/people.ts';
import { BRAND, say, under, uri } from '../inbox/testing/company.ts';
import { fillSeats } from './engine/fill.ts';
import { routeNext } from './engine/route.ts';
import { dryRun } from './dry-run/dry-run.ts';
import { caseMakerPort } from './ports.ts';
import { ruleInput } from './rules/schema.ts';
import { orderRules, readRules, removeRule, saveRule, showRules, undoRules } from './rules/service.ts';
import { openOffice } from './testing/office.ts';

const office = await openOffice();
const { app, boss, hear, row, history, rule, settle } = office;
after(() => office.company.close());
const ana = await office.agent('Ana', { capacity: 3, languages: ['en', 'de'], skills: ['refunds'] });
const ben = await office.agent('Ben', { capacity: 3, languages: ['en'] });
const billing = await office.team('Billing', { memberIds: [ana.id, ben.id], leadId: boss.id });
const network = await office.team('Network');
const isCode = (code: string) => (error: AppError) => error.code === code;
const about = (word: string) => ({ fact: 'words', op: 'matches', value: word });

beforeEach(async () => {
  const { items } = await listInbox(app, boss, { status: 'open', sort: 'newest', limit: 200 });
  if (items.length > 0)
    await changeConversations(
      app,
      boss,
      items.map(({ id }) => id),
      { status: 'done' },
    );
  const { rules } = await readRules(app);
  for (const { id } of rules) await removeRule(app, boss, (await readRules(app)).revision, id);
  await settle();
});

describe('a rule', () => {
  it('brings a new conversation to a team and a person, and the history says why', async () => {
    await rule('Bills', about('bill'), {
      teamId: billing.id,
      assign: {},
      labels: ['bill'],
      notify: ['lead'],
    });
    const id = await hear('acme, my bill is wrong', { langs: ['en'] });
    const { team, assignee, labels } = await row(id);
    assert.deepEqual([team?.name, labels], ['Billing', ['bill']]);
    assert.ok([ana.id, ben.id].includes(assignee!.id));
    assert.match(
      (await history(id))[0]!,
      /^Routing: rule ‘Bills’ → team Billing, (Ana|Ben) \(least busy: 0 of 3, speaks English\), label “bill”$/,
    );
    const { notices } = await readNotices(app, { id: boss.id, role: 'manager' }, { before: null, limit: 5 });
    assert.deepEqual([notices[0]?.title, notices[0]?.link], ['Routing: Bills', `/inbox/${id}`]);
  });

  it('that is a draft does nothing', async () => {
    await rule('Draft', { all: [] }, { labels: ['draft'] }, { isActive: false });
    assert.deepEqual((await row(await hear('acme?'))).labels, []);
  });

  it('decides each conversation once, however often the news is told and whoever asks', async () => {
    await rule('All', { all: [] }, { labels: ['seen'] });
    const id = await hear('acme?');
    await settle();
    assert.equal(await routeNext(app), false);
    const moved = await app.db.query('select from routing_moves where conversation_id = $1', [id]);
    assert.equal(moved.length, 1);
    assert.equal((await history(id)).length, 1);
  });

  it('makes a case where cases are', async () => {
    const made: string[] = [];
    app.provide(caseMakerPort, {
      makeCase: async (_app, _actor, id, title) => void made.push(`${id} ${title}`),
    });
    await rule('Case', about('router'), { makeCase: 'Router trouble' });
    const id = await hear('acme router smokes');
    assert.deepEqual(made, [`${id} Router trouble`]);
  });

  it('what it did can be taken back, and it does not do it again', async () => {
    await rule('Bills', { all: [] }, { teamId: billing.id, assign: {} });
    const id = await hear('acme?', { from: 'did:plc:undone', langs: ['en'] });
    const [line] = (await readConversation(app, ana, id)).activity;
    await undoChange(app, ana, line!.undo!);
    assert.equal((await row(id)).assignee, null);
    await settle();
    await fillSeats(app);
    const answer = say(BRAND, 'undone-a', 'Hello', { minutesAgo: 5, ...under(uri('did:plc:undone', '')) });
    await office.company.hear(answer);
    await settle();
    assert.deepEqual([(await row(id)).assignee, (await row(id)).team], [null, null]);
  });
});

describe('a change of labels', () => {
  const labelled = (label: string) => ({ fact: 'label', op: 'has-any-of', value: [label] });
  const relabel = async (id: string, change: { addLabels?: string[]; removeLabels?: string[] }) => {
    await changeConversations(app, ana, [id], change);
    await settle();
  };

  it('asks the rules that fit because of it, once', async () => {
    await rule('Everything', { all: [] }, { labels: ['seen'] });
    await rule('Refunds', labelled('refund'), { teamId: billing.id, assign: {}, labels: ['money'] });
    const id = await hear('acme?', { langs: ['en'] });
    assert.deepEqual([(await row(id)).team, (await row(id)).labels], [null, ['seen']]);
    await relabel(id, { removeLabels: ['seen'] });
    assert.deepEqual((await row(id)).labels, [], 'what fitted before has had its say');
    await relabel(id, { addLabels: ['refund'] });
    const { team, assignee, labels } = await row(id);
    assert.deepEqual([team?.name, labels.toSorted()], ['Billing', ['money', 'refund']]);
    assert.ok(assignee);
    assert.match((await history(id))[0]!, /^Routing: rule ‘Refunds’ → team Billing/);
    await relabel(id, { removeLabels: ['money'] });
    assert.deepEqual((await row(id)).labels, ['refund']);
  });

  it('by a rule asks nobody, and leaves what a colleague decided', async () => {
    await rule('First', about('acme'), { labels: ['refund'] });
    await rule('Refunds', labelled('refund'), { teamId: billing.id, status: 'done' });
    const id = await hear('acme?');
    assert.deepEqual([(await row(id)).status, (await row(id)).team], ['open', null]);
    await changeConversations(app, ben, [id], { assigneeId: ben.id, removeLabels: ['refund'] });
    await settle();
    await relabel(id, { addLabels: ['refund'] });
    const { assignee, team, status } = await row(id);
    assert.deepEqual([assignee?.id, team, status], [ben.id, null, 'done']);
  });

  it('and a customer who comes back at the same moment are one look at all rules', async () => {
    await rule('Everything', { all: [] }, { labels: ['seen'] });
    const from = 'did:plc:both';
    await office.company.hear(say(from, 'both-1', 'acme?'));
    await settle();
    const { items } = await listInbox(app, boss, { status: 'open', sort: 'newest', limit: 1 });
    const { id } = items[0]!;
    await changeConversations(app, ana, [id], { status: 'done', removeLabels: ['seen'] });
    await office.company.hear(say(from, 'both-2', 'acme, again', under(uri(from, 'both-1'))));
    await settle();
    assert.equal((await row(id)).status, 'open');
    assert.deepEqual((await row(id)).labels, ['seen']);
  });
});

describe('people win over rules', () => {
  it('whoever took it before the rules came to it keeps it', async () => {
    await rule('All', { all: [] }, { teamId: billing.id, assign: {}, labels: ['x'] });
    await office.company.hear(say('did:plc:fast', '1', 'acme?'));
    const { items } = await listInbox(app, boss, { status: 'open', sort: 'newest', limit: 1 });
    const { id } = items[0]!;
    await changeConversations(app, ben, [id], { assigneeId: ben.id });
    await settle();
    const { assignee, team, labels } = await row(id);
    assert.deepEqual([assignee?.id, team, labels], [ben.id, null, ['x']]);
    assert.match((await history(id))[0]!, /left as a colleague decided/);
  });
});

describe('capacity', () => {
  it('is never exceeded; the rest waits, and comes when there is room, the most urgent first', async () => {
    await rule('All', { all: [] }, { teamId: billing.id, assign: { mustSpeak: false } });
    const ids: string[] = [];
    for (let at = 0; at < 8; at++) ids.push(await hear(`acme number ${at}`, { minutesAgo: 60 - at }));
    const rows = await Promise.all(ids.map(row));
    const of = (who: string) => rows.filter(({ assignee }) => assignee?.id === who);
    assert.deepEqual([of(ana.id).length, of(ben.id).length], [3, 3]);
    assert.match((await history(ids[7]!))[0]!, /nobody yet: nobody who could has room/);
    assert.equal(await fillSeats(app), 0);
    await changeConversations(app, ana, [of(ana.id)[0]!.id], { status: 'done' });
    assert.equal(await fillSeats(app), 1);
    assert.equal((await row(ids[6]!)).assignee?.id, ana.id, 'the one that waited longer');
    assert.equal((await row(ids[7]!)).assignee, null);
    assert.match((await history(ids[6]!))[0]!, /^Routing: ‘All’ → Ana \(least busy: 2 of 3\)/);
  });

  it('counts channels by their weight', async () => {
    await saveChannelWeights(app, boss, { bluesky: 1.5 });
    await rule('All', { all: [] }, { teamId: billing.id, assign: { mustSpeak: false } });
    const ids = [];
    for (let at = 0; at < 5; at++) ids.push(await hear(`acme weight ${at}`));
    const given = (await Promise.all(ids.map(row))).filter(({ assignee }) => assignee !== null);
    assert.equal(given.length, 4, 'two at 1.5 each fill three');
    await saveChannelWeights(app, boss, {});
  });

  it('is given also to what a rule that assigns nobody was asked about while it waited', async () => {
    await rule('All', { all: [] }, { teamId: billing.id, assign: { mustSpeak: false } });
    const ids = [];
    for (let at = 0; at < 7; at++) ids.push(await hear(`acme asked ${at}`));
    await rule('Tell', { all: [] }, { labels: ['told'] }, { on: ['status'] });
    await changeConversations(app, boss, [ids[6]!], { status: 'waiting' });
    await settle();
    await changeConversations(app, boss, [ids[6]!], { status: 'open' });
    await changeConversations(app, boss, ids.slice(0, 2), { status: 'done' });
    await settle();
    await fillSeats(app);
    const { labels, assignee } = await row(ids[6]!);
    assert.deepEqual([labels, assignee !== null], [['told'], true]);
  });

  it('leaves alone what somebody gave away by hand while it waited', async () => {
    await rule('All', { all: [] }, { teamId: billing.id, assign: { mustSpeak: false } });
    const ids = [];
    for (let at = 0; at < 7; at++) ids.push(await hear(`acme hand ${at}`));
    await changeConversations(app, boss, [ids[6]!], { teamId: network.id, assigneeId: boss.id });
    await changeConversations(app, boss, ids.slice(0, 2), { status: 'done' });
    await fillSeats(app);
    assert.equal((await row(ids[6]!)).assignee?.id, boss.id);
  });
});

describe('who is away', () => {
  it('gets nothing, and what they had goes to somebody else when the customer comes back', async () => {
    await rule('All', { all: [] }, { teamId: billing.id, assign: { mustSpeak: false } });
    const away = await announceAbsence(app, ben, ben.id, { until: null, handOverTo: null, note: '' });
    const id = await hear('acme, first', { from: 'did:plc:back', minutesAgo: 30 });
    assert.equal((await row(id)).assignee?.id, ana.id);
    await endAbsence(app, ben, away);
    await changeConversations(app, ana, [id], { status: 'waiting' });
    const gone = await announceAbsence(app, ana, ana.id, { until: null, handOverTo: null, note: '' });
    await hear('acme, again', { from: 'did:plc:back', minutesAgo: 1 });
    const { items } = await listInbox(app, boss, { status: 'open', sort: 'newest', limit: 1 });
    assert.equal(items[0]!.assignee?.id, ben.id);
    await endAbsence(app, ana, gone);
  });
});

describe('the list of rules', () => {
  it('keeps its order, takes changes back, and refuses those made on an older state', async () => {
    const first = await rule('First', { all: [] }, { labels: ['1'] });
    const second = await rule('Second', { all: [] }, { labels: ['2'] });
    const { revision } = await readRules(app);
    await orderRules(app, boss, revision, [second, first]);
    const names = async () => (await readRules(app)).rules.map(({ name }) => name);
    assert.deepEqual(await names(), ['Second', 'First']);
    await assert.rejects(orderRules(app, boss, revision, [first, second]), isCode('routing.overtaken'));
    await assert.rejects(orderRules(app, boss, revision + 1, [first]), isCode('routing.order_incomplete'));
    await undoRules(app, boss, revision + 1);
    assert.deepEqual(await names(), ['First', 'Second']);
    await undoRules(app, boss, revision + 2);
    assert.deepEqual(await names(), ['Second', 'First'], 'taking back what was taken back');
    const shown = await showRules(app);
    assert.equal(shown.rules[0]!.text, 'always');
    assert.match(shown.last!.what, /took back: changed the order/);
  });

  it('is changed by one of two who save at the same moment', async () => {
    const { revision } = await readRules(app);
    const input = ruleInput.parse({
      name: 'Race',
      when: { version: 1, when: { all: [] } },
      actions: { labels: ['r'] },
    });
    const saved = await Promise.allSettled([1, 2, 3, 4].map(() => saveRule(app, boss, revision, input)));
    assert.equal(saved.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.equal((await readRules(app)).rules.length, 1);
  });

  it('refuses rules that do nothing, name what is gone, or cannot be asked', async () => {
    const input = (when: object, actions: object) =>
      ruleInput.parse({ name: 'X', when: { version: 1, when }, actions });
    const save = async (when: object, actions: object) =>
      saveRule(app, boss, (await readRules(app)).revision, input(when, actions));
    await assert.rejects(save({ all: [] }, {}), isCode('routing.does_nothing'));
    await assert.rejects(save({ all: [] }, { assign: { how: 'person' } }), isCode('routing.person_missing'));
    await assert.rejects(
      save({ all: [] }, { teamId: `team_${'0'.repeat(26)}` }),
      isCode('routing.unknown_name'),
    );
    await assert.rejects(
      save({ fact: 'wrods', op: 'matches', value: 'x' }, { labels: ['a'] }),
      (error: AppError) => /did you mean “words”/.test(error.message),
    );
    assert.deepEqual((await readRules(app)).rules, []);
  });

  it('tells in a dry run where last week would have gone, and changes nothing', async () => {
    const id = await hear('acme bill bill');
    const before = await history(id);
    const rules = [
      ruleInput.parse({
        name: 'Bills',
        when: { version: 1, when: about('bill') },
        actions: { teamId: billing.id, assign: { mustSpeak: false } },
      }),
      ruleInput.parse({
        name: 'Rest',
        isActive: true,
        when: { version: 1, when: { all: [] } },
        actions: { teamId: network.id },
      }),
    ];
    const told = await dryRun(app, { rules, withDrafts: true });
    assert.equal(told.untouched, 0);
    assert.ok(told.rules[0]!.matched >= 2 && told.rules[1]!.matched === told.checked);
    assert.deepEqual(told.teams.map(({ name }) => name).sort(), ['Billing', 'Network']);
    assert.match(told.examples[0]!.reason, /^rule/);
    const active = await dryRun(app, { rules, withDrafts: false });
    assert.deepEqual(
      active.rules.map(({ name }) => name),
      ['Rest'],
    );
    assert.deepEqual(await history(id), before);
  });
});
