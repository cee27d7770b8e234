import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { discardHeld, Dispatcher, holdAgain, resume, sendHeld, suspend } from '#platform/outbox/index.ts';
import { pick, randomFrom } from '../../../test/helpers/random.ts';
import { until } from '../../../test/helpers/app.ts';
import { openSendingDesk } from '../schedule/testing/desk.ts';
import {
  cancelReply,
  confirmReplyAbsent,
  confirmReplySent,
  listReplies,
  queueReply,
  readReply,
  removeReply,
  retryReply,
} from './index.ts';
import { outgoingOf, type ReplyState } from './domain.ts';
import type { Mishap } from './testing/fake-replies.ts';

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
const desk = await openSendingDesk();
const { app, ana, ben, network, accountId } = desk;
after(() => desk.company.close());

/** What a reader of the documentation would expect of one reply. */
interface Expected {
  state: ReplyState;
  /** Its time has come. */
  isDue: boolean;
  /** The network has it. */
  stands: boolean;
  isRemoved: boolean;
  wasHeld: boolean;
}
interface Told extends Expected {
  id: string;
  text: string;
}
interface Place {
  customer: Awaited<ReturnType<typeof desk.customer>>;
  replies: Told[];
}

/** Lets everything leave whose time has come, as a program that starts, works and ends. */
async function work(mishap: Mishap): Promise<void> {
  network.mishap = mishap;
  const stop = new AbortController();
  const limits = { maxAttempts: 2, maxChecks: 1, retryMs: 1, maxAgeMs: 1e9 };
  const dispatcher = new Dispatcher(app, stop.signal, { pollMs: 5, limits });
  await until('nothing is left to do', async () => {
    const rows = await app.db.query(
      `select from outbox_rows o where state = 'sending' or (state = 'ready' and due_at <= now()
         and not exists (select from outbox_rows e where e.sequence = o.sequence and e.state in ('held', 'sending') and e.due_at < o.due_at)) limit 1`,
    );
    return rows.length === 0;
  });
  stop.abort();
  await dispatcher.stopped();
  network.mishap = 'none';
}

/** The plain model of the same. */
function expectWork(reply: Expected, mishap: Mishap, isSuspended: boolean): void {
  if (reply.state !== 'ready' || !reply.isDue) return;
  if (isSuspended) Object.assign(reply, { state: 'held', wasHeld: true });
  else if (mishap === 'refused') reply.state = reply.stands ? 'sent' : 'failed';
  else {
    reply.state = mishap === 'none' || mishap === 'answer-lost' ? 'sent' : 'uncertain';
    reply.stands ||= mishap !== 'blind-and-lost';
  }
}

type Move = { name: string; from: (reply: Expected) => boolean; does: (id: string) => Promise<unknown> } & {
  becomes: (reply: Expected) => Partial<Expected>;
};
const is =
  (...states: ReplyState[]) =>
  ({ state }: Expected) =>
    states.includes(state);
const MOVES: readonly Move[] = [
  {
    name: 'cancel',
    from: is('ready', 'held'),
    does: (id) => cancelReply(app, ben, id),
    becomes: () => ({ state: 'cancelled' }),
  },
  {
    name: 'retry',
    from: is('failed'),
    does: (id) => retryReply(app, ana, id),
    becomes: () => ({ state: 'ready', isDue: true }),
  },
  {
    name: 'confirm sent',
    from: is('uncertain'),
    does: (id) => confirmReplySent(app, ana, id, undefined),
    becomes: () => ({ state: 'sent' }),
  },
  {
    name: 'confirm absent',
    from: is('uncertain'),
    does: (id) => confirmReplyAbsent(app, ana, id),
    becomes: () => ({ state: 'ready', isDue: true }),
  },
  {
    name: 'send held',
    from: is('held'),
    does: (id) => sendHeld(app, ben, [id]),
    becomes: () => ({ state: 'ready', isDue: true }),
  },
  {
    name: 'discard held',
    from: is('held'),
    does: (id) => discardHeld(app, ben, [id]),
    becomes: () => ({ state: 'cancelled' }),
  },
  {
    name: 'hold again',
    from: ({ state, wasHeld }) => state === 'cancelled' && wasHeld,
    does: (id) => holdAgain(app, ben, [id]),
    becomes: () => ({ state: 'held' }),
  },
];

/** What can be seen from outside of a reply. */
async function seen({ id, text }: Told) {
  const { state, removedAt } = await readReply(app, id);
  const standing = [...network.standing.values()].filter(({ reply }) => reply.text === text);
  return { state, isRemoved: removedAt !== null, stands: standing.length };
}
const expected = ({ state, isRemoved, stands }: Told) => ({
  state,
  isRemoved,
  stands: stands && !isRemoved ? 1 : 0,
});

async function agree(places: readonly Place[], step: string): Promise<void> {
  for (const { customer, replies } of places) {
    for (const reply of replies)
      assert.deepEqual(await seen(reply), expected(reply), `${step}: ${reply.text}`);
    const { outgoing, thread, replies: listed } = await customer.detail();
    assert.deepEqual(
      listed.map(({ id }) => id),
      replies.map(({ id }) => id),
      step,
    );
    assert.equal(outgoing, outgoingOf(replies.map(({ state }) => state).toReversed()), step);
    const shown = thread
      .filter(({ isOwn, deletedAt }) => isOwn && deletedAt === null)
      .map(({ text }) => text);
    assert.equal(new Set(shown).size, shown.length, `${step}: nothing doubles`);
    for (const text of shown)
      assert.ok(
        replies.some((reply) => reply.text === text && reply.state === 'sent'),
        `${step}: ${text}`,
      );
  }
}

describe(`a reply (SEED=${seed})`, () => {
  it('goes the way that a plain model goes, whatever is done to it and whatever the network does', async () => {
    const random = randomFrom(seed);
    const places: Place[] = [];
    for (let n = 0; n < 3; n++) places.push({ customer: await desk.customer(), replies: [] });
    let suspensionId: string | undefined;
    for (let step = 0, count = 0; step < 28; step++) {
      const what = `SEED=${seed} step ${step}`;
      const place = places[pick(random, places.length)]!;
      const last = place.replies.at(-1);
      const dice = random();
      if (dice < 0.1) {
        if (suspensionId) await resume(app, ben, suspensionId);
        const wish = { scope: 'everything' as const, target: null, reason: 'A storm' };
        suspensionId = suspensionId ? undefined : (await suspend(app, ben, wish)).id;
        // What is due by then is held at both.
        for (const { replies } of places) for (const reply of replies) expectWork(reply, 'none', true);
      } else if (dice < 0.35) {
        const mishaps = ['none', 'none', 'refused', 'answer-lost', 'blind', 'blind-and-lost'] as const;
        const mishap = mishaps[pick(random, mishaps.length)]!;
        await work(mishap);
        for (const { replies } of places)
          for (const reply of replies) expectWork(reply, mishap, suspensionId !== undefined);
      } else if (!last || is('sent', 'cancelled')(last) || (dice > 0.9 && last.state === 'failed')) {
        const isDue = random() < 0.8;
        const text = `reply ${count++}`;
        const { id } = await queueReply(app, ana, place.customer.id, {
          text,
          postId: place.customer.postId,
          accountId,
          idempotencyKey: `walk-${seed}-${count}`,
          thenStatus: 'waiting',
          isConfirmed: false,
          ...(isDue ? {} : { sendAt: new Date(Date.now() + 3_600_000) }),
        });
        place.replies.push({
          id,
          text,
          state: 'ready',
          isDue,
          stands: false,
          isRemoved: false,
          wasHeld: false,
        });
      } else {
        const move = MOVES[pick(random, MOVES.length)]!;
        const isCovered = move.name === 'send held' && suspensionId !== undefined;
        const outcome = await move.does(last.id).then(
          () => 'done',
          ({ code }: { code: string }) => code,
        );
        if (!move.from(last)) assert.match(outcome, /^outbox\./, `${what}: ${move.name} ${last.state}`);
        else {
          assert.equal(
            outcome,
            isCovered ? 'outbox.suspended' : 'done',
            `${what}: ${move.name} ${last.state}`,
          );
          if (!isCovered) Object.assign(last, move.becomes(last));
        }
      }
      await agree(dice < 0.35 ? places : [place], what);
    }
    if (suspensionId) await resume(app, ben, suspensionId);
  });

  it('is taken back once, however many ask at the moment in which it leaves', async () => {
    for (let round = 0; round < 3; round++) {
      const customer = await desk.customer();
      const text = `race ${round}`;
      const wish = { postId: customer.postId, accountId, thenStatus: 'waiting' as const, isConfirmed: true };
      const { id } = await queueReply(app, ana, customer.id, {
        ...wish,
        text,
        idempotencyKey: `race-${round}`,
      });
      const outcomes = await Promise.allSettled([
        work('none'),
        cancelReply(app, ana, id),
        cancelReply(app, ben, id),
      ]);
      const { state } = await readReply(app, id);
      const cancels = outcomes.slice(1).filter(({ status }) => status === 'fulfilled').length;
      const standing = [...network.standing.values()].filter(({ reply }) => reply.text === text).length;
      assert.deepEqual(
        [state, cancels, standing],
        standing === 1 ? ['sent', 0, 1] : ['cancelled', 1, 0],
        'either it stands or one took it back',
      );
      const { status, outgoing, waitingSince } = await customer.detail();
      assert.deepEqual(
        [status, outgoing, waitingSince === null],
        state === 'sent' ? ['waiting', 'none', true] : ['open', 'none', false],
      );
    }
  });

  it('is removed from the network once, by two who press at the same time', async () => {
    const customer = await desk.customer();
    const wish = { postId: customer.postId, accountId, thenStatus: 'waiting' as const, isConfirmed: true };
    const { id } = await queueReply(app, ana, customer.id, {
      ...wish,
      text: 'oops',
      idempotencyKey: 'oops-key',
    });
    await assert.rejects(removeReply(app, ana, id), { code: 'reply.not_sent' });
    await work('none');
    await Promise.all([removeReply(app, ana, id), removeReply(app, ben, id)]);
    await removeReply(app, ben, id);
    const { thread, waitingSince } = await customer.detail();
    assert.deepEqual(
      [thread.filter(({ isOwn, deletedAt }) => isOwn && deletedAt === null), waitingSince !== null],
      [[], true],
    );
    for (const again of [retryReply, cancelReply, confirmReplyAbsent])
      await assert.rejects(again(app, ana, id), { code: 'outbox.wrong_state' });
  });

  it('is on one page of all of them, also while others arrive', async () => {
    const customer = await desk.customer();
    const wish = { postId: customer.postId, accountId, thenStatus: 'open' as const, isConfirmed: true };
    const later = new Date(Date.now() + 3_600_000);
    const write = (n: number) =>
      queueReply(app, ana, customer.id, {
        ...wish,
        text: `page ${n}`,
        idempotencyKey: `page-key-${n}`,
        sendAt: later,
      });
    for (let n = 0; n < 5; n++) await write(n);
    const before = (await listReplies(app, { limit: 200 })).items.map(({ id }) => id);
    const found: string[] = [];
    for (let cursor: string | undefined, n = 10; ; n++) {
      const { items, nextCursor } = await listReplies(app, { limit: 3, cursor });
      found.push(...items.map(({ id }) => id));
      if (!nextCursor) break;
      if (n < 13) await write(n);
      cursor = nextCursor;
    }
    assert.deepEqual(found, before, 'each once, in order');
  });
});
