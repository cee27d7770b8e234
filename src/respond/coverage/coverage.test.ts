import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Actor, systemActor } from '#platform/app/index.ts';
import { connectorsPort } from '#connectors/kit/index.ts';
import { connectAccount } from '#people/brand/index.ts';
import { changeConversations, readConversation, tellFollowers } from '#respond/inbox/index.ts';
import { promisesFeature } from '#respond/promises/index.ts';
import {
  listConversationReplies,
  queueReply,
  registerReplySenders,
  replyChecksPort,
} from '#respond/replies/index.ts';
import { FakeReplies } from '../replies/testing/fake-replies.ts';
import { say, under, uri } from '../inbox/testing/company.ts';
import { openDesk } from '../inbox/testing/desk.ts';
import { coverageFeature, putShift, stageCheck } from './index.ts';
import { countContacts, SLOT_MS, slotOf } from './service/contacts.ts';
import { forgetForecast, readForecast } from './service/forecast.ts';
import { putSettings, readPlan, readSettings, readShifts, removeShift } from './service/plan.ts';
import { maySend, readAdvice, readStage, setStage } from './service/stage.ts';
import { addContacts, selectContacts } from './store/contacts.ts';

const { company, ana, ben, of, somebody } = await openDesk();
const { app } = company;
const DAY = 86_400_000;
let accountId: string;

before(async () => {
  promisesFeature.subscribe?.(app);
  coverageFeature.subscribe?.(app);
  app.provide(replyChecksPort, [stageCheck]);
  app.provide(connectorsPort, {
    sources: new Map(),
    replies: new Map([['bluesky', new FakeReplies().connector]]),
    profiles: new Map(),
    lineParsers: new Map(),
  });
  registerReplySenders(app);
  const account = { network: 'bluesky', identifier: 'acme.example', password: 'secret' };
  accountId = (await connectAccount(app, ben, account)).id;
});
after(() => company.close());

const asks = async () => {
  const author = somebody();
  await company.hear(say(author, '1', 'acme, are you there?', { minutesAgo: 5 }));
  while (await tellFollowers(app));
  return { author, id: (await of(author)).id };
};
let keys = 0;
const reply = async (actor: Actor, id: string) =>
  queueReply(app, actor, id, {
    text: `We are ${keys}`,
    postId: (await readConversation(app, actor, id)).thread.at(-1)!.id,
    accountId,
    idempotencyKey: `stage-${keys++}`,
    thenStatus: 'waiting',
    isConfirmed: true,
  });
const total = async () =>
  (await selectContacts(app, new Date(Date.now() - DAY), new Date(Date.now() + DAY))).reduce(
    (all, one) => all + one.contacts,
    0,
  );

describe('contacts', () => {
  it('are customers who begin to wait, each wait once', async () => {
    const before = await total();
    const { author, id } = await asks();
    assert.equal((await total()) - before, 1);
    await company.hear(say(author, '2', 'acme?', { minutesAgo: 3, ...under(uri(author, '1')) }));
    while (await tellFollowers(app));
    assert.equal((await total()) - before, 1, 'they wait already');
    await changeConversations(app, ana, [id], { addLabels: ['x'] });
    await countContacts(app, []);
    while (await tellFollowers(app));
    assert.equal((await total()) - before, 1);
  });

  it('are counted right by two at once', async () => {
    const slot = new Date('2020-01-01T00:00:00Z');
    await Promise.all(
      Array.from({ length: 8 }, () =>
        app.db.transaction(() =>
          addContacts(app, [
            { slot, network: 'b' },
            { slot, network: 'a' },
            { slot, network: 'a' },
          ]),
        ),
      ),
    );
    const rows = await selectContacts(app, slot, new Date(slot.getTime() + 1));
    assert.deepEqual(
      rows.toSorted((a, b) => (a.network < b.network ? -1 : 1)).map(({ contacts }) => contacts),
      [16, 8],
    );
    await app.db.query('delete from coverage_contacts where slot = $1', [slot]);
  });
});

describe('the plan', () => {
  before(async () => {
    const now = slotOf(new Date()).getTime();
    const contacts = Array.from({ length: 28 * 48 }, (_, i) => ({
      slot: new Date(now - (i + 1) * SLOT_MS),
      count: new Date(now - (i + 1) * SLOT_MS).getUTCHours() >= 8 ? 12 : 1,
    }));
    await addContacts(
      app,
      contacts.flatMap(({ slot, count }) =>
        Array.from({ length: count }, () => ({ slot, network: 'bluesky' })),
      ),
    );
    forgetForecast(app);
  });

  it('foretells what comes, with its error', async () => {
    const { channels, halves, knownDays } = await readForecast(app, 2);
    const [bluesky] = channels;
    assert.equal(bluesky!.network, 'bluesky');
    assert.deepEqual([bluesky!.expected.length, halves.length, knownDays], [96, 96, 28]);
    for (const [i, { at }] of halves.entries()) {
      const { mean } = bluesky!.expected[i]!;
      const usual = at.getUTCHours() >= 8 ? 12 : 1;
      assert.ok(mean > usual * 0.6 - 1 && mean < usual * 1.4 + 2, `${at.toISOString()}: ${mean}`);
    }
    assert.ok(bluesky!.backtest!.error < 0.2, JSON.stringify(bluesky!.backtest));
  });

  it('sets people needed against shifts, and settings change it at once', async () => {
    const settings = await readSettings(app);
    const plan = async () => (await readPlan(app, 2)).plan;
    const day = (await plan()).channels[0]!.slots;
    const busy = Math.max(...day.map(({ needed }) => needed));
    assert.ok(busy >= 3 && busy <= 8, String(busy));
    const { id } = await putShift(app, ben, {
      name: 'Early',
      userId: null,
      teamId: null,
      people: 4,
      networks: [],
      weekdays: [0, 1, 2, 3, 4, 5, 6],
      fromMinute: 480,
      toMinute: 960,
      validFrom: '2020-01-01',
      validUntil: null,
    });
    const { forecast, plan: withShift } = await readPlan(app, 2);
    for (const [i, { minute }] of forecast.halves.entries())
      assert.equal(withShift.total[i]!.planned, minute >= 480 && minute < 960 ? 4 : 0);
    const today = forecast.halves[0]!.day;
    const events = [{ name: 'Launch', from: today, to: '2100-01-01', factor: 3 }];
    await putSettings(app, ben, { ...settings, shrinkage: 0, events });
    const launched = Math.max(...(await plan()).channels[0]!.slots.map(({ needed }) => needed));
    assert.ok(launched > busy, `${launched} ${busy}`);
    await putSettings(app, ben, settings);
    await removeShift(app, ben, id);
    assert.deepEqual(await readShifts(app), []);
    await assert.rejects(removeShift(app, ben, id), /does not exist/);
  });
});

describe('stages', () => {
  it('let nobody send while we watch; what was written stays a draft', async () => {
    const { id } = await asks();
    await setStage(app, ben, { stage: 'watch', userIds: [], accountIds: [] });
    await app.db.query(
      `insert into conversation_drafts (conversation_id, user_id, text) values ($1, $2, 'We are on it')`,
      [id, ana.id],
    );
    for (const actor of [ana, ben, systemActor])
      await assert.rejects(reply(actor, id), { code: 'stage.watching' });
    assert.equal((await readConversation(app, ana, id)).draft, 'We are on it');
    assert.deepEqual(await listConversationReplies(app, id), []);
    assert.equal((await maySend(app, ana)).maySend, false);
  });

  it('let a small team send, then service accounts, then everybody', async () => {
    const { id } = await asks();
    await assert.rejects(setStage(app, ben, { stage: 'small-team', userIds: [], accountIds: [] }), {
      code: 'stage.nobody',
    });
    await setStage(app, ben, { stage: 'small-team', userIds: [ana.id], accountIds: [] });
    await assert.rejects(reply(ben, id), { code: 'stage.not_in_team' });
    assert.equal((await reply(ana, id)).state, 'ready');
    await setStage(app, ben, { stage: 'service-accounts', userIds: [], accountIds: ['ba_other'] });
    await assert.rejects(reply(ana, id), { code: 'stage.not_a_service_account' });
    await setStage(app, ben, { stage: 'service-accounts', userIds: [], accountIds: [accountId] });
    await reply(ben, id);
    await setStage(app, ben, { stage: 'everybody', userIds: [], accountIds: [] });
    await reply(ben, id);
    const lines = await app.db.query<{ detail: { to: string } }>(
      `select detail from audit_entries where action = 'stage.changed' order by id`,
    );
    assert.deepEqual(
      lines.map(({ detail }) => detail.to),
      ['watch', 'small-team', 'service-accounts', 'service-accounts', 'everybody'],
    );
  });

  it('show the figures that say when to step up', async () => {
    await setStage(app, ben, { stage: 'small-team', userIds: [ana.id], accountIds: [] });
    const { figures, advice } = await readAdvice(app, await readStage(app));
    assert.equal(figures.peopleAllowed, 1);
    assert.ok(figures.peopleNeeded > 1 && figures.contactsPerDay > 0, JSON.stringify(figures));
    assert.deepEqual([advice.isTime, advice.next], [true, 'service-accounts']);
    await setStage(app, ben, { stage: 'everybody', userIds: [], accountIds: [] });
  });
});
