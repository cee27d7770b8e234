import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { createLogger } from '#platform/log/index.ts';
import { createOutward, type Outward } from '#platform/outward/index.ts';
import { type FaultyNetwork, startFaultyNetwork } from '../../../../test/helpers/faulty-network.ts';
import { cidOf, didOf } from '../../../../test/helpers/jetstream-events.ts';
import type { OutboundReply, OwnAccount, SendContext } from '../../kit/index.ts';
import { SendPostponed, SendRefused } from '../../kit/index.ts';
import { createBlueskyConnectors } from '../index.ts';

const log = createLogger('silent');
const closing: (() => Promise<void>)[] = [];
const ASKED = `at://${didOf(1)}/app.bsky.feed.post/3kxyzabcdefg2`;

interface Stage {
  network: FaultyNetwork;
  reply: ReturnType<typeof createBlueskyConnectors>['reply'];
  context: SendContext;
  saved: unknown[];
  refused: string[];
}

async function stage(options: Parameters<typeof startFaultyNetwork>[0] = {}): Promise<Stage> {
  const network = await startFaultyNetwork(options);
  const outward: Outward = createOutward({ allow: new Set([`127.0.0.1:${network.port}`]), log });
  closing.push(
    () => outward.close(),
    () => network.close(),
  );
  const { reply } = createBlueskyConnectors({
    appView: network.url,
    plc: network.url,
    entryway: network.url,
  });
  const input = { service: network.url, identifier: '@Shop.example.com', password: ' abcd-efgh ' };
  const connected = await reply.connect(input, { outward, log });
  const saved: unknown[] = [];
  const refused: string[] = [];
  const account: OwnAccount = {
    id: 'account_1',
    network: 'bluesky',
    externalId: connected.externalId,
    handle: connected.handle,
    credentials: connected.credentials,
    async renewCredentials(renew) {
      const renewed = await renew(account.credentials);
      saved.push(renewed);
      return renewed;
    },
    reportRefused: async (problem) => void refused.push(problem),
  };
  return {
    network,
    reply,
    saved,
    refused,
    context: { account, outward, log, signal: new AbortController().signal },
  };
}

function answer({ reply }: Stage, text: string, changes: Partial<OutboundReply> = {}): OutboundReply {
  const decidedAt = new Date('2026-03-01T12:00:00Z');
  return {
    key: reply.newKey(decidedAt),
    text,
    target: { externalId: ASKED, revision: cidOf(ASKED) },
    decidedAt,
    ...changes,
  };
}

after(async () => {
  for (const close of closing) await close();
});

describe('sending a reply', () => {
  test('writes one record under the chosen key, with references, languages and facets in bytes', async () => {
    const on = await stage();
    const outgoing = answer(on, '👋🏽 Grüße! Siehe example.com/hilfe. #Danke', { langs: ['de'] });
    const receipt = await on.reply.send(outgoing, on.context);
    const [record] = on.network.state().records;
    const uri = `at://${on.context.account.externalId}/app.bsky.feed.post/${outgoing.key}`;
    assert.deepEqual(receipt, {
      externalId: uri,
      revision: record?.cid,
      url: `https://bsky.app/profile/${on.context.account.externalId}/post/${outgoing.key}`,
    });
    const ref = { uri: ASKED, cid: cidOf(ASKED) };
    assert.deepEqual(record?.value, {
      $type: 'app.bsky.feed.post',
      text: outgoing.text,
      createdAt: '2026-03-01T12:00:00.000Z',
      reply: { root: ref, parent: ref },
      langs: ['de'],
      facets: [
        {
          index: { byteStart: 24, byteEnd: 41 },
          features: [{ $type: 'app.bsky.richtext.facet#link', uri: 'https://example.com/hilfe' }],
        },
        {
          index: { byteStart: 43, byteEnd: 49 },
          features: [{ $type: 'app.bsky.richtext.facet#tag', tag: 'Danke' }],
        },
      ],
    });
  });

  test('leaves a mention that nobody knows as plain text', async () => {
    const on = await stage();
    await on.reply.send(answer(on, 'Hello @nobody.example.invalid'), on.context);
    assert.equal(on.network.state().records[0]?.value['facets'], undefined);
  });

  test('posts once when it is sent twice, also with other bytes', async () => {
    const on = await stage();
    const outgoing = answer(on, 'Once');
    const first = await on.reply.send(outgoing, on.context);
    assert.deepEqual(await on.reply.send(outgoing, on.context), first);
    assert.deepEqual(await on.reply.send({ ...outgoing, langs: ['en'] }, on.context), first);
    assert.deepEqual(on.network.state().texts, { Once: 1 });
  });

  test('posts each of 60 once through a network that loses answers, asks to wait and breaks', async () => {
    const seed = Number(process.env['SEED'] ?? 4711);
    const on = await stage({
      seed,
      dropAnswerChance: 0.15,
      dropRequestChance: 0.1,
      limitChance: 0.1,
      badGatewayChance: 0.1,
      delayMs: 4,
    });
    const texts = Array.from({ length: 60 }, (_, n) => `Reply ${n}`);
    const outcomes = new Map<string, number>();
    const note = (outcome: string) => outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    for (const text of texts) {
      const outgoing = answer(on, text);
      for (let isSent = false; !isSent;) {
        try {
          await on.reply.send(outgoing, on.context);
          isSent = true;
          note('sent');
        } catch (error) {
          assert.ok(!(error instanceof SendRefused), `seed ${seed}: ${String(error)}`);
          if (error instanceof SendPostponed) {
            note('postponed');
            assert.equal(
              (await on.reply.readBack(outgoing, on.context)).state,
              'absent',
              `seed ${seed}: postponed means not sent`,
            );
          } else {
            const standing = await on.reply.readBack(outgoing, on.context);
            note(standing.state);
            isSent = standing.state === 'present';
          }
        }
      }
    }
    const expected = Object.fromEntries(texts.map((text) => [text, 1]));
    assert.deepEqual(on.network.state().texts, expected, `seed ${seed}`);
    for (const outcome of ['sent', 'postponed', 'absent', 'present'])
      assert.ok(outcomes.has(outcome), `${outcome} (seed ${seed})`);
    assert.equal(on.network.state().sessions, 1);
  });

  test('says when the server wants to be asked again', async () => {
    const on = await stage({ limitChance: 1 });
    await assert.rejects(on.reply.send(answer(on, 'Later'), on.context), (error) => {
      assert.ok(error instanceof SendPostponed && error.retryAt);
      assert.ok(Math.abs(error.retryAt.getTime() - Date.now()) < 3000);
      return true;
    });
  });

  test('sends nothing to a post that is gone, and postpones while the server is away', async () => {
    const on = await stage();
    on.network.forget(ASKED);
    await assert.rejects(on.reply.send(answer(on, 'Too late'), on.context), {
      name: 'SendRefused',
      code: 'bluesky.post_gone',
    });
    await on.network.close();
    await assert.rejects(on.reply.send(answer(on, 'Away'), on.context), SendPostponed);
    assert.deepEqual(await on.reply.readBack(answer(on, 'Away'), on.context), { state: 'unknown' });
  });

  test('refuses what the network would not take before asking it', async () => {
    const on = await stage();
    for (const text of [' ', 'x'.repeat(301)]) {
      await assert.rejects(on.reply.send(answer(on, text), on.context), { code: 'bluesky.text_refused' });
    }
    await assert.rejects(
      on.reply.send(answer(on, 'Hi', { target: { externalId: 'https://example.com/1' } }), on.context),
      {
        code: 'bluesky.target_invalid',
      },
    );
    assert.equal(on.network.state().writes, 0);
  });

  test('takes a post back', async () => {
    const on = await stage();
    const receipt = await on.reply.send(answer(on, 'Oops'), on.context);
    await on.reply.remove(receipt, on.context);
    await on.reply.remove(receipt, on.context);
    assert.deepEqual(on.network.state().texts, {});
  });
});

describe('the session of an account', () => {
  test('is refreshed once for many replies at a time, kept, and never made anew', async () => {
    const on = await stage({ tokenSeconds: 1 });
    on.network.set({ tokenSeconds: 7200 });
    await Promise.all(
      Array.from({ length: 12 }, (_, n) => on.reply.send(answer(on, `At once ${n}`), on.context)),
    );
    const { sessions, refreshes, records } = on.network.state();
    assert.deepEqual(
      { sessions, refreshes, posts: records.length },
      { sessions: 1, refreshes: 1, posts: 12 },
    );
    assert.equal(on.saved.length, 1);
  });

  test('is made anew with the app password when it can no longer be refreshed', async () => {
    const on = await stage();
    const stale = { ...(on.context.account.credentials as object), accessJwt: 'a.e30.b', refreshJwt: 'gone' };
    const context = {
      ...on.context,
      account: accountWith(on, 'account_2', { ...stale, accessJwt: expired() }),
    };
    await on.reply.send(answer(on, 'Again in'), context);
    assert.equal(on.network.state().sessions, 2);
    assert.equal(on.saved.length, 1);
  });

  test('that cannot be used at all is told plainly', async () => {
    const on = await stage();
    const context = { ...on.context, account: { ...on.context.account, credentials: { did: 5 } } };
    await assert.rejects(on.reply.send(answer(on, 'Hi'), context), {
      name: 'SendRefused',
      code: 'account.refused',
    });
    assert.match(on.refused[0] ?? '', /signed out.*Connect the account again/);
  });

  test('is taken from where another process has kept it, without asking the network', async () => {
    const on = await stage();
    const { account } = on.context;
    const stale = { ...(account.credentials as object), accessJwt: expired() };
    const late: OwnAccount = { ...account, id: 'account_3', credentials: stale };
    await on.reply.send(answer(on, 'Renewed elsewhere'), { ...on.context, account: late });
    const { sessions, refreshes } = on.network.state();
    assert.deepEqual({ sessions, refreshes }, { sessions: 1, refreshes: 0 });
  });

  test('that dies at once is not made anew again within a minute', async () => {
    const on = await stage();
    const dead = { accessJwt: expired(), refreshJwt: 'gone', signedInAt: Date.now() - 5000 };
    const credentials = { ...(on.context.account.credentials as object), ...dead };
    const account: OwnAccount = {
      ...on.context.account,
      id: 'account_4',
      credentials,
      renewCredentials: (renew) => renew(credentials),
    };
    await assert.rejects(
      on.reply.send(answer(on, 'Too soon'), { ...on.context, account }),
      (error: Error) => {
        assert.equal(error.name, 'SendPostponed');
        return true;
      },
    );
    assert.equal(on.network.state().sessions, 1, 'only the sign-in of the test itself');
    assert.deepEqual(on.refused, [], 'that is no refusal of the account');
  });
});

describe('connecting an account', () => {
  test('keeps the server, the DID and the handle', async () => {
    const { context } = await stage();
    assert.equal(context.account.handle, 'shop.example.com');
    assert.match(context.account.externalId, /^did:plc:/);
  });

  for (const [name, input, reason] of [
    [
      'an odd address',
      { service: 'http://a b', identifier: 'a.example', password: 'x' },
      /not a server's address/,
    ],
    [
      'a server that is away',
      { service: 'http://127.0.0.1:1', identifier: 'a.example', password: 'x' },
      /127\.0\.0\.1:1/,
    ],
    ['no handle', { identifier: ' ', password: 'x' }, /handle/],
  ] as const) {
    test(`refuses ${name} with the reason`, async () => {
      const { reply, context } = await stage();
      await assert.rejects(reply.connect(input, context), (error: Error & { code?: string }) => {
        assert.equal(error.code, 'account.refused');
        assert.match(error.message, reason);
        return true;
      });
    });
  }
});

describe('preflight', () => {
  const { reply } = createBlueskyConnectors();

  test('counts as people do', () => {
    const family = '👨‍👩‍👧‍👦';
    assert.equal(reply.preflight(`${family} é`).length, 3);
    assert.equal(reply.preflight('x'.repeat(300)).verdict, 'allowed');
    assert.equal(reply.preflight('x'.repeat(301)).verdict, 'too-long');
    assert.equal(reply.preflight(family.repeat(121)).verdict, 'too-long', 'over 3,000 bytes');
    assert.equal(reply.preflight('\n ').verdict, 'forbidden');
  });

  test('gives keys that sort by time', () => {
    const keys = [1, 2, 3].map((minute) => reply.newKey(new Date(2026, 1, 1, 1, minute)));
    assert.deepEqual(keys.toSorted(), keys);
    assert.ok(keys.every((key) => /^[234567a-j][2-7a-z]{12}$/.test(key)));
  });
});

/** The account as a process with these credentials stored sees it. */
function accountWith(on: Stage, id: string, credentials: object): OwnAccount {
  return {
    ...on.context.account,
    id,
    credentials,
    async renewCredentials(renew) {
      const renewed = await renew(credentials);
      on.saved.push(renewed);
      return renewed;
    },
  };
}

function expired(): string {
  return `a.${Buffer.from(JSON.stringify({ exp: 1 })).toString('base64url')}.b`;
}
