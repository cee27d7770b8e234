import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { users } from '#people/sessions/index.ts';
import { announceAbsence } from '#people/teams/index.ts';
import { resume, suspend } from '#platform/outbox/index.ts';
import { followConversations, tellFollowers } from '#respond/inbox/index.ts';
import {
  cancelReply,
  listConversationReplies,
  replyApprovalPort,
  scheduleEndedPort,
} from '#respond/replies/index.ts';
import { replyApproval, saveApprovalSettings } from '#respond/approvals/index.ts';
import { approve, reject } from '../approvals/service/decide.ts';
import { type ApprovalView, settingsShape } from '../approvals/schema.ts';
import { listOfConversation } from '../approvals/service/present.ts';
import { voterOf } from '../approvals/service/state.ts';
import { endScheduled, endSoon } from './approval.ts';
import { pick, randomFrom } from '../../../test/helpers/random.ts';
import { askAfterNews, moveOpenings, wakeConversation } from './ask.ts';
import { forgetScheduled, sendDue } from './index.ts';
import type { ScheduledView, When } from './schema.ts';
import {
  cancelScheduled,
  changeScheduled,
  listScheduled,
  readScheduled,
  scheduleReply,
  sendScheduledNow,
} from './service.ts';
import { openSendingDesk } from './testing/desk.ts';
import { momentFor, timesFor } from './when.ts';
import { wallOf } from '#lib/zone/index.ts';

const desk = await openSendingDesk();
const { app, ana, ben, accountId } = desk;
const lea = await desk.company.agent('Lea', 'manager');
followConversations(app, { name: 'schedule', handle: askAfterNews });
after(() => desk.company.close());

const never = new AbortController().signal;
const DAY = 86_400_000;
const tomorrow = (): When => ({ kind: 'time', wall: wallOf('UTC', new Date(Date.now() + DAY)), zone: 'UTC' });

type Customer = Awaited<ReturnType<typeof desk.customer>>;
const wish = (customer: Customer, text = 'On its way') => ({
  text,
  postId: customer.postId,
  accountId,
  thenStatus: 'waiting' as const,
  fileIds: [],
  areGapsMeant: false,
});
const later = (customer: Customer, more: object = {}, actor = ana) =>
  scheduleReply(app, actor, customer.id, { ...wish(customer), when: tomorrow(), ...more });
/** Its time has come, so many minutes ago. */
const due = (minutes = 0, ids?: string[]) =>
  app.db.query(
    `update scheduled_replies set send_at = now() - make_interval(mins => $1) where state = 'scheduled' and ($2::text[] is null or id = any($2))`,
    [minutes, ids ?? null],
  );
const repliesOf = async ({ id }: { id: string }) =>
  (await listConversationReplies(app, id)).map(({ text }) => text);
const state = async ({ id }: ScheduledView) => {
  const { state: now, asked } = await readScheduled(app, id);
  return [now, asked?.because ?? null];
};

describe('an answer that leaves later', () => {
  it('takes the conversation out of the queue until its time, leaves then, and leaves once', async () => {
    const customer = await desk.customer();
    const scheduled = await later(customer);
    assert.equal((await customer.detail()).status, 'snoozed');
    assert.match((await customer.detail()).activity[0]!.text, /^Ana: wrote an answer that leaves on/);
    assert.equal(await sendDue(app, never), 0, 'not before its time');
    await due();
    assert.equal(await sendDue(app, never), 1);
    assert.deepEqual(await state(scheduled), ['handed', null]);
    assert.deepEqual(await repliesOf(customer), ['On its way']);
    assert.equal((await customer.detail()).status, 'waiting');
    await app.db.query(`update scheduled_replies set send_at = to_timestamp(0)`);
    assert.equal(await sendDue(app, never), 0);
    assert.equal((await repliesOf(customer)).length, 1);
  });

  it('is checked as if it left now, and in time that there is', async () => {
    const customer = await desk.customer();
    await assert.rejects(later(customer, { text: 'Far too long for this network' }), {
      code: 'reply.too_long',
    });
    await assert.rejects(later(customer, { text: 'Hi {{customer.n}}' }), { code: 'reply.unfilled' });
    const at = (wall: string, zone = 'UTC'): When => ({ kind: 'time', wall, zone });
    await assert.rejects(later(customer, { when: at('2026-02-30T09:00') }), {
      code: 'schedule.time_unknown',
    });
    await assert.rejects(later(customer, { when: at('2020-01-01T09:00') }), { code: 'schedule.too_soon' });
    await assert.rejects(later(customer, { when: at('2099-01-01T09:00') }), { code: 'schedule.too_far' });
    await assert.rejects(later(customer, { when: at('2099-01-01T09:00', 'Moon/Base') }), {
      code: 'schedule.time_unknown',
    });
    assert.deepEqual(await listScheduled(app, customer.id), []);
    assert.equal((await customer.detail()).status, 'open');
  });

  it('waits for a person when the customer writes again', async () => {
    const customer = await desk.customer();
    const scheduled = await later(customer);
    await customer.more();
    while (await tellFollowers(app));
    assert.deepEqual(
      await state(scheduled),
      ['asked', 'customer-wrote'],
      'heard at once, long before its time',
    );
    await wakeConversation(app, scheduled.id);
    const { activity, status } = await customer.detail();
    assert.equal(status, 'open');
    assert.ok(activity.some(({ text }) => text.includes('The customer wrote again')) || status === 'open');
    const told = await app.db.query<{ audience: string }>(
      `select audience from notices where key = $1 and resolved_at is null`,
      [`schedule:${scheduled.id}`],
    );
    assert.deepEqual(told, [{ audience: ana.id }]);
    await due();
    await sendDue(app, never);
    assert.deepEqual(await repliesOf(customer), [], 'and never leaves by itself');
    const { version } = await readScheduled(app, scheduled.id);
    await sendScheduledNow(app, ben, scheduled.id, version);
    assert.deepEqual(await repliesOf(customer), ['On its way'], 'a person said so');
  });

  it('waits for a person although nobody heard the news yet, and when somebody answered', async () => {
    const [wrote, answered] = [await desk.customer(), await desk.customer()];
    const scheduled = [await later(wrote), await later(answered)];
    await wrote.more();
    const other = await later(answered, { text: 'I have it' }, ben);
    await sendScheduledNow(app, ben, other.id, other.version);
    await due();
    await sendDue(app, never);
    assert.deepEqual(await state(scheduled[0]!), ['asked', 'customer-wrote']);
    assert.deepEqual(await state(scheduled[1]!), ['asked', 'answered'], 'although it has not left yet');
    assert.deepEqual(await repliesOf(answered), ['I have it']);
  });

  it('never leaves by itself after a suspension, after its author left, or long after its time', async () => {
    const [stopped, orphan, old] = [await desk.customer(), await desk.customer(), await desk.customer()];
    const leaving = await desk.company.agent('Cleo');
    const scheduled = [await later(stopped), await later(orphan, {}, leaving), await later(old)];
    const suspension = await suspend(app, ben, { scope: 'everything', target: null, reason: 'Mourning' });
    await due(0, [scheduled[0]!.id]);
    await sendDue(app, never);
    await resume(app, ben, suspension.id);
    await users.change(app, leaving.id, { state: 'disabled' });
    await due(1, [scheduled[1]!.id]);
    await due(31, [scheduled[2]!.id]);
    await sendDue(app, never);
    assert.deepEqual(await Promise.all(scheduled.map(state)), [
      ['asked', 'suspended'],
      ['asked', 'author-left'],
      ['asked', 'late'],
    ]);
    assert.match((await readScheduled(app, scheduled[0]!.id)).asked!.text, /Mourning/);
  });

  it('leaves although its author is away; whom to ask is then somebody who is there', async () => {
    const away = await desk.company.agent('Dan');
    const [leaves, asks] = [await desk.customer(), await desk.customer()];
    const [first, second] = [await later(leaves, {}, away), await later(asks, {}, away)];
    await announceAbsence(app, away, away.id, { until: null, handOverTo: null, note: '' });
    await asks.more();
    await due();
    await sendDue(app, never);
    assert.deepEqual(
      [await state(first), await state(second)],
      [
        ['handed', null],
        ['asked', 'customer-wrote'],
      ],
    );
    const [told] = await app.db.query<{ audience: string }>(`select audience from notices where key = $1`, [
      `schedule:${second.id}`,
    ]);
    assert.equal(told!.audience, 'owners');
  });

  it('can be changed, taken back exactly, and confirmed after it was asked about', async () => {
    const customer = await desk.customer();
    const scheduled = await later(customer);
    const changed = await changeScheduled(app, ana, scheduled.id, {
      version: scheduled.version,
      text: 'Soon there',
    });
    await assert.rejects(changeScheduled(app, ben, scheduled.id, { version: scheduled.version, text: 'x' }), {
      code: 'schedule.overtaken',
    });
    await cancelScheduled(app, ana, scheduled.id, changed.version);
    const before = await customer.detail();
    assert.deepEqual([before.status, before.snoozedUntil], ['open', null]);
    await assert.rejects(cancelScheduled(app, ana, scheduled.id, changed.version), { code: 'schedule.over' });
    const again = await later(customer);
    await customer.more();
    while (await tellFollowers(app));
    const asked = await readScheduled(app, again.id);
    const confirmed = await changeScheduled(app, ana, again.id, { version: asked.version, when: tomorrow() });
    assert.deepEqual([confirmed.state, confirmed.asked], ['scheduled', null]);
    await due(0, [again.id]);
    await sendDue(app, never);
    assert.deepEqual(await repliesOf(customer), ['On its way']);
  });

  it('goes with its conversation', async () => {
    const customer = await desk.customer();
    await later(customer);
    await forgetScheduled(app, [customer.id]);
    assert.deepEqual(await listScheduled(app, customer.id), []);
  });
});

describe('an answer that leaves later and needs an approval', () => {
  const settings = (isOn: boolean) =>
    saveApprovalSettings(app, lea, { ...settingsShape.parse({ isOn, needed: 9 }), trustsKnown: false });
  before(async () => {
    app.provide(replyApprovalPort, replyApproval);
    app.provide(scheduleEndedPort, endSoon);
    await settings(true);
  });
  after(() => settings(false));
  const approvalsIn = ({ id }: Customer) => listOfConversation(app, lea, id);
  const approveIn = async (customer: Customer) => {
    const [{ id, round, step, offered }] = (await approvalsIn(customer)) as [ApprovalView];
    await approve(app, voterOf(lea), id, { round, step, hash: offered[0]!.hash });
  };
  const stateOf = async ({ id }: Customer) =>
    (await listConversationReplies(app, id)).map(({ text, state: now }) => `${text}: ${now}`);

  it('is asked for when it is written, and leaves at its time as it was approved, once', async () => {
    const customer = await desk.customer();
    const scheduled = await later(customer);
    assert.deepEqual([(await approvalsIn(customer)).length, scheduled.approval], [1, 'waiting']);
    const { status, outgoing, draft } = await customer.detail();
    assert.deepEqual([status, outgoing, draft], ['snoozed', 'waiting', null]);
    await approveIn(customer);
    assert.deepEqual(await stateOf(customer), ['On its way: scheduled'], 'approved, and kept');
    assert.equal((await readScheduled(app, scheduled.id)).approval, 'approved');
    assert.equal((await customer.detail()).outgoing, 'none');
    await due(0, [scheduled.id]);
    assert.equal(await sendDue(app, never), 1);
    assert.deepEqual(
      [await state(scheduled), await stateOf(customer)],
      [['handed', null], ['On its way: ready']],
    );
    assert.equal((await customer.detail()).status, 'waiting');
    assert.equal(await sendDue(app, never), 0);
    assert.equal((await approvalsIn(customer)).length, 1, 'nobody is asked again');
  });

  it('that nobody gave in time is an ordinary one from then on', async () => {
    const customer = await desk.customer();
    const scheduled = await later(customer);
    await due(0, [scheduled.id]);
    await sendDue(app, never);
    assert.deepEqual(
      [await state(scheduled), await stateOf(customer)],
      [['handed', null], ['On its way: waiting']],
    );
    await approveIn(customer);
    assert.deepEqual(await stateOf(customer), ['On its way: ready']);
  });
  it('given after the customer wrote again lets nothing leave by itself', async () => {
    const customer = await desk.customer();
    const scheduled = await later(customer);
    await customer.more();
    while (await tellFollowers(app));
    assert.deepEqual(await state(scheduled), ['asked', 'customer-wrote']);
    await approveIn(customer);
    await app.db.query(`update scheduled_replies set send_at = to_timestamp(0) where id = $1`, [
      scheduled.id,
    ]);
    await sendDue(app, never);
    assert.deepEqual(await stateOf(customer), ['On its way: scheduled']);
    const { version } = await readScheduled(app, scheduled.id);
    await sendScheduledNow(app, ben, scheduled.id, version);
    assert.deepEqual(await stateOf(customer), ['On its way: ready'], 'a person said so');
  });

  it('refused ends it: the words are in the draft, and the conversation is in the queue', async () => {
    for (const isHeard of [true, false]) {
      const customer = await desk.customer();
      const scheduled = await later(customer);
      const [{ id, round, step, offered }] = (await approvalsIn(customer)) as [ApprovalView];
      await reject(app, voterOf(lea), id, { round, step, hash: offered[0]!.hash, reason: 'No' });
      if (isHeard) await endScheduled(app, scheduled.id);
      else await due(0, [scheduled.id]).then(() => sendDue(app, never));
      assert.deepEqual(await state(scheduled), ['cancelled', null]);
      const { status, draft } = await customer.detail();
      assert.deepEqual([status, draft], ['open', 'On its way']);
      assert.deepEqual(await stateOf(customer), ['On its way: cancelled']);
    }
  });

  it('begins again with other words, and not with another time; cancelled nobody is asked', async () => {
    const customer = await desk.customer();
    const scheduled = await later(customer);
    await approveIn(customer);
    const when: When = { kind: 'time', wall: wallOf('UTC', new Date(Date.now() + 2 * DAY)), zone: 'UTC' };
    const moved = await changeScheduled(app, ben, scheduled.id, { when, version: scheduled.version });
    assert.deepEqual([moved.approval, (await approvalsIn(customer)).length], ['approved', 1]);
    const dora = await desk.company.agent('Dora');
    const other = await changeScheduled(app, dora, scheduled.id, { text: 'Soon', version: moved.version });
    assert.deepEqual([other.approval, other.text, other.createdBy.name], ['waiting', 'Soon', 'Dora']);
    assert.deepEqual(
      (await approvalsIn(customer)).map((one) => [one.author.name, one.state]),
      [
        ['Dora', 'waiting'],
        ['Ana', 'withdrawn'],
      ],
    );
    assert.equal((await customer.detail()).status, 'snoozed');
    await cancelScheduled(app, ana, scheduled.id, other.version);
    assert.ok((await approvalsIn(customer)).every((one) => one.state === 'withdrawn'));
    assert.equal((await customer.detail()).status, 'open');
    const again = await later(customer, { text: 'Again' });
    const trusted = await changeScheduled(app, ben, again.id, { text: 'By a lead', version: again.version });
    assert.equal(trusted.approval, null, 'whose words need none');
    await cancelScheduled(app, ben, again.id, trusted.version);
    const last = await later(customer);
    await cancelReply(app, ana, (await listConversationReplies(app, customer.id)).at(-1)!.id);
    await endScheduled(app, last.id);
    assert.deepEqual(await state(last), ['cancelled', null], 'taken back in the thread');
  });
});

describe('its time', () => {
  it('is that of a wall, whatever clocks do, and never one that the customer does not have', async () => {
    const customer = await desk.customer();
    const { choices, company } = await timesFor(app, customer.id);
    assert.ok(choices.length >= 1 && choices.every(({ at }) => Date.parse(at) > Date.now()));
    for (const { at, when } of choices)
      if (when.kind === 'time') assert.equal(wallOf(when.zone, new Date(at)), when.wall);
    assert.equal(typeof company.zone, 'string');
  });

  it('is the next opening of a calendar, also when the calendar changes', async () => {
    const customer = await desk.customer();
    const scheduled = await later(customer, { when: { kind: 'opening', calendarId: null } });
    const { sendAt } = await momentFor(app, { kind: 'opening', calendarId: null });
    assert.ok(Math.abs(sendAt.getTime() - Date.parse(scheduled.sendAt)) < 60_000);
    await app.db.query(`update scheduled_replies set send_at = now() + interval '5 days' where id = $1`, [
      scheduled.id,
    ]);
    await moveOpenings(app);
    assert.ok(Date.parse((await readScheduled(app, scheduled.id)).sendAt) - sendAt.getTime() < 60_000);
  });
});

describe('exactly once', () => {
  it('with several workers whose connections die at any point', { timeout: 60_000 }, async () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
    const random = randomFrom(seed);
    const customers: Customer[] = [];
    for (let i = 0; i < 6; i++) customers.push(await desk.customer());
    for (const customer of customers) await later(customer);
    await due();
    const done = new AbortController();
    const killer = async () => {
      while (!done.signal.aborted) {
        await app.db
          .query(
            `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
               and state = 'idle in transaction' order by random() limit 1`,
          )
          .catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, 1 + pick(random, 12)));
      }
    };
    const worker = async () => {
      for (let tries = 0; tries < 60; tries++)
        if (
          await sendDue(app, never).then(
            (count) => count === 0,
            () => false,
          )
        )
          return;
    };
    const killing = killer();
    await Promise.all([worker(), worker(), worker()]);
    done.abort();
    await killing;
    await sendDue(app, never);
    for (const customer of customers) {
      const rows = await app.db.query<{ replies: number; outs: number }>(
        `select (select count(*)::int from replies where conversation_id = $1) as replies,
           (select count(*)::int from outbox_rows where sequence = $1) as outs`,
        [customer.id],
      );
      assert.deepEqual(rows, [{ replies: 1, outs: 1 }], `SEED=${seed}`);
    }
  });
});
