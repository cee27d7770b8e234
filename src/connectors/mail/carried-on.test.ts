import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { messageIdOf, writeReply } from './letter.ts';
import { mailbox, around, read, known, answer } from './testing/mails.ts';
import { readMail } from './to-post.ts';

describe('a chat that goes on by mail', () => {
  const chat = known({
    origin: 'chat:wgt_1',
    network: 'chat',
    externalId: 'cmsg_1',
    authorExternalId: 'visit_1',
    authorHandle: 'Ann@customer.example',
    authorName: 'Ann Bell',
  });
  const begins = () =>
    answer({
      begins: true,
      envelope: { to: ['ann@customer.example'], subject: 'Your chat' },
      target: { externalId: '' },
    });
  const headersOf = async (reply: ReturnType<typeof answer>) => {
    const { letter, revision } = await writeReply(reply, mailbox);
    const text = Buffer.from(letter.bytes).toString();
    return {
      text,
      letter,
      revision,
      head: (name: string) => new RegExp(`^${name}: (.+)`, 'im').exec(text)?.[1]?.trim(),
    };
  };

  it('begins with a mail of its own, and goes on as an answer', async () => {
    const first = await headersOf(begins());
    assert.deepEqual(
      [first.head('Subject'), first.head('In-Reply-To'), first.head('To')],
      ['Your chat', undefined, 'ann@customer.example'],
    );
    const second = await headersOf({
      ...begins(),
      key: 'k4y',
      target: { externalId: '', revision: first.revision },
    });
    assert.equal(second.head('Subject'), 'Re: Your chat');
    assert.equal(second.head('In-Reply-To'), first.head('Message-ID'));
    // Whoever answers a post that is gone begins nothing by accident.
    const lost = answer({ target: { externalId: 'x' }, envelope: { to: ['a@b.example'], subject: 'x' } });
    await assert.rejects(writeReply(lost, mailbox), /no mail, or was deleted/);
  });

  it('is answered into the chat, by id and by address, as the customer whom it was sent to', async () => {
    const { letter } = await writeReply(begins(), mailbox);
    const plus = /Reply-To: (\S+)/i.exec(Buffer.from(letter.bytes).toString())![1]!;
    const id = messageIdOf(begins(), mailbox);
    for (const fields of [
      { 'In-Reply-To': `<${id}>` },
      { To: plus },
      { References: `<else@where> <${id}>` },
    ] as Record<string, string>[]) {
      const post = await read({ Subject: 'Something else', ...fields }, [chat]);
      assert.deepEqual(
        [post.origin, post.network, post.rootExternalId, post.author, post.title],
        [
          'chat:wgt_1',
          'chat',
          'cmsg_1',
          { externalId: 'visit_1', handle: 'ann@customer.example', displayName: 'Ann Bell' },
          undefined,
        ],
        JSON.stringify(fields),
      );
      assert.equal(post.visibility, 'private');
      assert.match(post.remarks![0]!.text, /by mail from ann@customer\.example/);
    }
  });

  it('is a mail of its own where somebody else answers, or where the token is forged', async () => {
    const { letter } = await writeReply(begins(), mailbox);
    const plus = /Reply-To: (\S+)/i.exec(Buffer.from(letter.bytes).toString())![1]!;
    const forged = plus.replace(/.@/, (end) => (end === 'a@' ? 'b@' : 'a@'));
    for (const [fields, from] of [
      [{ To: plus }, 'Ben <ben@customer.example>'],
      [{ 'In-Reply-To': `<${messageIdOf(begins(), mailbox)}>` }, 'Ben <ben@customer.example>'],
      [{ To: forged }, 'Ann <ann@customer.example>'],
    ] as [Record<string, string>, string][]) {
      const post = await read({ ...fields, From: from }, [chat]);
      assert.deepEqual([post.origin, post.network], ['mail', 'mail'], JSON.stringify(fields));
      assert.notEqual(post.rootExternalId, 'cmsg_1');
    }
  });

  it('does not come in again from the folder of what was sent', async () => {
    const { letter } = await writeReply(begins(), mailbox);
    const seen = await readMail(letter.bytes, around([chat], { isSentFolder: true }));
    assert.deepEqual(seen, { isKnown: true });
    const usual = await writeReply(answer(), mailbox);
    assert.ok('item' in (await readMail(usual.letter.bytes, around([known()], { isSentFolder: true }))));
  });
});
