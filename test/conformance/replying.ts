import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AppError } from '#platform/errors/index.ts';
import { type OutboundReply, type Receipt, SendPostponed, SendRefused } from '#connectors/kit/index.ts';
import type { Meaning, ReplyRig } from './reply-rigs.ts';

const REF = '01m822568g00k1y0m776jx1q5v';
const AT = new Date('2026-11-22T12:00:00Z');
let serial = 0;

export function replyOn(rig: Pick<ReplyRig, 'connector' | 'target'>, changes: Partial<OutboundReply> = {}) {
  serial += 1;
  return {
    key: rig.connector.newKey(AT),
    text: `We are sorry, and here is help number ${serial}.`,
    ref: REF,
    target: rig.target,
    decidedAt: AT,
    ...changes,
  } satisfies OutboundReply;
}

/** What the network can carry where this rig answers. */
function carriedBy({ connector, isPrivate }: Pick<ReplyRig, 'connector' | 'isPrivate'>) {
  return { ...connector.capabilities, ...(isPrivate && connector.capabilities.inPrivate) };
}

/** What a send came to, by the words of the contract. */
export async function meaningOf(
  sending: Promise<Receipt>,
): Promise<{ meaning: Meaning; error?: unknown; receipt?: Receipt }> {
  try {
    return { meaning: 'sent', receipt: await sending };
  } catch (error) {
    if (error instanceof SendRefused) return { meaning: 'refused', error };
    if (error instanceof SendPostponed) return { meaning: 'postponed', error };
    return { meaning: 'unclear', error };
  }
}

/** The laws of a connector that answers; each has its own network, so that faults of one do not reach the next. */
export function repliesConform(name: string, open: () => Promise<ReplyRig>): void {
  describe(`${name} answers`, () => {
    let rig: ReplyRig;
    before(async () => {
      rig = await open();
    });
    after(() => rig.close());
    const standing = (reply: OutboundReply) => rig.countOf?.(reply);

    it('what it can carry is said in numbers that fit together', () => {
      const { maxLength, maxBytes, settleMs, callMs = 30_000, files } = carriedBy(rig);
      assert.equal(rig.connector.network, name.split(':')[0]);
      assert.ok(maxLength > 0 && Number.isSafeInteger(maxLength));
      assert.ok(maxBytes === 0 || maxBytes >= maxLength, 'a text of plain letters may be as long as it says');
      assert.ok(settleMs >= 500 && settleMs <= 10 * 60_000, 'a person waits for it');
      assert.ok(callMs >= 1000 && callMs <= 10 * 60_000);
      assert.ok(!files || (files.most > 0 && files.bytes > 0));
    });

    it('preflight refuses what is empty and what is too long, and names its parts where they are', () => {
      const { maxLength } = carriedBy(rig);
      const preflight = (text: string) => rig.connector.preflight(text, rig.isPrivate);
      for (const text of ['', '  \n'])
        assert.deepEqual(
          [preflight(text).verdict, typeof preflight(text).reason],
          ['forbidden', 'string'],
          JSON.stringify(text),
        );
      assert.equal(preflight('a'.repeat(maxLength)).verdict, 'allowed');
      assert.equal(preflight('a'.repeat(maxLength + 1)).verdict, 'too-long');
      for (const text of ['👩🏽‍🚀'.repeat(40), '\ud800 alone', 'e\u0301'.repeat(100), '\0', '@@@ ## http://'])
        assert.ok(preflight(text).length > 0, 'nothing that is typed makes it throw');
      const text = '👋 see https://shop.example/help or @shop.example.com #now';
      for (const { start, end } of preflight(text).facets)
        assert.ok(start >= 0 && start < end && end <= text.length && text.slice(start, end).trim() !== '');
    });

    it('keys are new each time', () => {
      const keys = Array.from({ length: 2000 }, () => rig.connector.newKey(AT));
      assert.equal(new Set(keys).size, keys.length);
      assert.ok(
        keys.every((key) => /^[\w.:~-]{8,200}$/.test(key)),
        'and can stand in addresses and headers',
      );
    });

    it('a wrong password is said as what it is', async (t) => {
      const input = rig.input(true);
      if (!input) return t.skip('the fake lets everybody in');
      const { outward, log } = rig.context();
      await assert.rejects(rig.connector.connect(input, { outward, log }), (error: unknown) => {
        assert.ok(error instanceof AppError && error.code === 'account.refused', String(error));
        assert.match(error.message, /Nothing was changed/);
        return true;
      });
    });

    it('an account that works is said to work', async () => {
      await rig.connector.check?.(rig.context());
    });

    it('a reply that left stands once, and is found again by its key', async () => {
      const reply = replyOn(rig);
      const receipt = await rig.connector.send(reply, rig.context());
      assert.ok(receipt.externalId.length > 0 && receipt.externalId.length <= 500);
      assert.deepEqual(JSON.parse(JSON.stringify(receipt)), receipt, 'the receipt can be kept');
      if (standing(reply) === undefined) return;
      assert.equal(standing(reply), 1);
      assert.deepEqual(await rig.connector.readBack(reply, rig.context()), { state: 'present', receipt });
    });

    it('a reply that never left is not found', async () => {
      assert.notEqual((await rig.connector.readBack(replyOn(rig), rig.context())).state, 'present');
    });

    it('two at once do not mix', async () => {
      const replies = Array.from({ length: 4 }, () => replyOn(rig));
      const receipts = await Promise.all(replies.map((reply) => rig.connector.send(reply, rig.context())));
      assert.equal(new Set(receipts.map(({ externalId }) => externalId)).size, replies.length);
      for (const reply of replies) assert.ok((standing(reply) ?? 1) === 1);
    });

    it('is taken back, or says that it cannot be', async () => {
      const reply = replyOn(rig);
      const receipt = await rig.connector.send(reply, rig.context());
      const removing = rig.connector.remove(receipt, rig.context());
      if (!carriedBy(rig).delete) return assert.rejects(removing);
      await removing;
      if (standing(reply) === undefined) return;
      assert.equal(standing(reply), 0);
      assert.notEqual((await rig.connector.readBack(reply, rig.context())).state, 'present');
    });

    it('files go along, byte for byte', async (t) => {
      if (!rig.connector.capabilities.files) return t.skip('it carries none');
      let reads = 0;
      const bytes = Buffer.from(Array.from({ length: 5000 }, (_, index) => index % 256));
      const read = async () => {
        reads += 1;
        return bytes;
      };
      const reply = replyOn(rig, {
        files: [{ name: 'Größe "1".bin', mediaType: 'application/octet-stream', size: bytes.length, read }],
      });
      await rig.connector.send(reply, rig.context());
      assert.ok(reads > 0 || rig.namesFiles);
      assert.equal(standing(reply) ?? 1, 1);
    });

    it('a call that is given up ends soon', async () => {
      const stop = new AbortController();
      stop.abort();
      const began = performance.now();
      const { meaning } = await meaningOf(rig.connector.send(replyOn(rig), rig.context(stop.signal)));
      assert.ok(performance.now() - began < 3000, meaning);
    });
  });

  describe(`${name} answers while its network fails`, async () => {
    const { faults } = await open().then(async (rig) => {
      await rig.close();
      return rig;
    });
    for (const [index, { name: what, means }] of faults.entries())
      it(`${what}: ${means.join(' or ')}`, async (t) => {
        const rig = await open();
        t.after(() => rig.close());
        const fault = rig.faults[index]!;
        fault.begin(1);
        const reply = replyOn(rig);
        const { meaning, error } = await meaningOf(rig.connector.send(reply, rig.context()));
        assert.ok(fault.means.includes(meaning), `${meaning}: ${String(error)}`);
        if (error) assert.ok(String(error).length > 20, 'it is said in words');
        const count = rig.countOf?.(reply) ?? 0;
        assert.equal(count, fault.stands ? 1 : 0);
        if (meaning === 'refused' || meaning === 'postponed') assert.equal(count, 0, 'it is certain');
        const found = await rig.connector.readBack(reply, rig.context()).catch(() => ({ state: 'unknown' }));
        if (count === 0) assert.notEqual(found.state, 'present');
      });

    it('a network that is away refuses nothing, and is not taken for one that has nothing', async (t) => {
      const rig = await open();
      t.after(() => rig.close());
      if (!rig.countOf) return t.skip('there is no network');
      await rig.shut();
      const reply = replyOn(rig);
      const { meaning } = await meaningOf(rig.connector.send(reply, rig.context()));
      assert.ok(meaning === 'postponed' || meaning === 'unclear', meaning);
      const found = await rig.connector.readBack(reply, rig.context()).catch(() => ({ state: 'unknown' }));
      assert.equal(found.state, 'unknown');
    });
  });
}
