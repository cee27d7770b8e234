import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { InboundPost } from '#connectors/kit/index.ts';
import { parseMailbox, parseMailSource } from './config.ts';
import { readPlaces, writePlaces } from '#platform/mail/index.ts';
import { messageIdOf, writeReply } from './letter.ts';
import { cleanMail, packRevision, textOfHtml, unpackRevision } from '#lib/mail/index.ts';
import { readMail } from './to-post.ts';

import { DESK, settings, mailbox, NOW, around, postOf, read, known, answer } from './testing/mails.ts';

describe('a mail as a post', () => {
  it('is private, by its sender, and knows what an answer needs', async () => {
    const post = await read({
      'Reply-To': 'Ann at home <ann@home.example>',
      References: '<x@y>',
      Cc: 'Ben <ben@b.example>, help@shop.example',
    });
    assert.deepEqual(
      [post.visibility, post.kind, post.author.externalId, post.author.displayName, post.title],
      ['private', 'message', 'ann@customer.example', 'Ann', 'Lamp'],
    );
    assert.deepEqual(post.mentions, [mailbox.address], 'and which mailbox was written to');
    const revision = unpackRevision(post.revision);
    assert.deepEqual(
      [revision?.id, revision?.to, revision?.refs, revision?.others],
      ['a@customer.example', 'ann@home.example', ['x@y'], ['ben@b.example']],
    );
  });

  it('has the time of its sender, unless that is days away', async () => {
    assert.equal((await read({})).createdAt.toISOString(), '2026-11-22T11:59:00.000Z');
    for (const wrong of ['Mon, 1 Jan 2001 00:00:00 +0000', 'Fri, 1 Jan 2038 00:00:00 +0000', 'yesterday'])
      assert.deepEqual((await read({ Date: wrong })).createdAt, NOW, wrong);
  });

  it('never stands before what it answers, whatever the clock of its sender says', async () => {
    const [second, ours] = [new Date('2026-11-22T12:00:00.004Z'), new Date('2026-11-22T12:00:00.700Z')];
    const came = { receivedAt: second, readAt: new Date('2026-11-22T12:00:03Z') };
    const reply = known({ externalId: 'ours@x', isOwn: true, createdAt: ours });
    const id = messageIdOf(answer(), mailbox);
    const { letter } = await writeReply(answer(), mailbox);
    const plus = /Reply-To: (\S+)/i.exec(Buffer.from(letter.bytes).toString())![1]!;
    for (const Date of [
      'Sun, 22 Nov 2026 12:00:00 +0000',
      'Sun, 22 Nov 2026 11:00:00 +0000',
      'Fri, 1 Jan 2038 00:00:00 +0000',
    ]) {
      for (const fields of [
        { 'In-Reply-To': '<ours@x>' },
        { 'In-Reply-To': `<${id}>` },
        { To: plus },
      ] as Record<string, string>[]) {
        const post = await read({ ...fields, Date }, [reply], came);
        assert.ok(post.createdAt > ours, `${Date} ${JSON.stringify(fields)} ${post.createdAt.toISOString()}`);
        assert.ok(post.createdAt <= came.readAt, 'nor before it is read');
      }
    }
    const right = await read(
      { 'In-Reply-To': '<ours@x>', Date: 'Sun, 22 Nov 2026 12:00:05 +0000' },
      [reply],
      {
        receivedAt: new Date('2026-11-22T12:00:09.004Z'),
        readAt: new Date('2026-11-22T12:00:10Z'),
      },
    );
    assert.equal(right.createdAt.toISOString(), '2026-11-22T12:00:05.004Z', 'a right clock is believed');
    const recent = new Map();
    const first = await read({}, [], { recent });
    const next = { 'Message-ID': '<b@c>', 'In-Reply-To': '<a@customer.example>' };
    const third = await read({ ...next, Date: 'Sun, 22 Nov 2026 11:00:00 +0000' }, [], { recent });
    assert.ok(third.createdAt > first.createdAt);
  });

  it('without a Message-ID gets a name from what it says, always the same', async () => {
    const [one, again] = [await read({ 'Message-ID': '' }), await read({ 'Message-ID': '' })];
    assert.match(one.externalId, /^none:/);
    assert.equal(one.externalId, again.externalId);
    assert.notEqual((await read({ 'Message-ID': '', Subject: 'Other' })).externalId, one.externalId);
  });

  it('with an id that another mail has already is kept under another name', async () => {
    const other = known({
      externalId: 'a@customer.example',
      revision: packRevision({
        id: 'a@customer.example',
        refs: [],
        to: 'x@y',
        name: '',
        subject: '',
        others: [],
        print: 'another',
      }),
    });
    assert.match((await read({}, [other])).externalId, /^a@customer\.example#/);
    const same = { ...other, revision: (await read({})).revision! };
    assert.equal((await read({}, [same])).externalId, 'a@customer.example');
  });

  it('that only claims to be from us is somebody else’s; in the folder of sent mail it is ours', async () => {
    const forged = await read({ From: DESK });
    assert.equal(forged.author.externalId, `claims:${DESK}`);
    assert.deepEqual(
      forged.remarks?.map(({ kind }) => kind),
      ['forged'],
    );
    assert.equal((await read({ From: DESK }, [], { isSentFolder: true })).author.externalId, DESK);
    assert.equal(
      (await read({ From: 'alias@shop.example' }, [], { isSentFolder: true })).author.externalId,
      DESK,
    );
  });

  it('says whether its sender is who he says, as our own server found out', async () => {
    const kinds = async (value: string) =>
      (await read({ 'Authentication-Results': value })).remarks?.map(({ kind }) => kind);
    assert.deepEqual(await kinds('mx.shop.example; dmarc=pass'), ['checked']);
    assert.deepEqual(await kinds('mx.shop.example; dmarc=fail'), ['forged']);
    assert.deepEqual(await kinds('evil.example; dmarc=pass'), ['unchecked']);
    const asked: string[] = [];
    const ask = async (name: string) => {
      asked.push(name);
      return name === '_dmarc.customer.example' ? ['v=DMARC1; p=reject'] : [];
    };
    const [remark] = (await read({}, [], { ask })).remarks!;
    assert.match(remark!.text, /^Nothing proves .*checked here: .*customer\.example asks to refuse/);
    const fromUs = await read({ From: DESK }, [], { ask, isSentFolder: true });
    assert.deepEqual([fromUs.remarks, asked], [[], ['_dmarc.customer.example', '_dmarc.example']]);
  });

  it('leaves out what cannot be kept, and says so', async () => {
    const data = Buffer.from(
      `From: a@b.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSee this.\r\n--b\r\nContent-Type: application/zip; name=v.zip\r\nContent-Disposition: attachment\r\n\r\nX\r\n--b--\r\n`,
    );
    const context = {
      ...around().context,
      keepFile: async () => ({ problem: 'The virus scanner refused it (Eicar).' }),
    };
    const post = postOf(await readMail(data, around([], { context })));
    assert.deepEqual([post.media, post.remarks?.at(-1)?.kind], [[], 'cut']);
    assert.match(post.remarks!.at(-1)!.text, /“v\.zip” was left out.*Eicar/);
  });
});

describe('the thread of a mail', () => {
  const placed = ({ rootExternalId, parentExternalId }: InboundPost) => [rootExternalId, parentExternalId];

  it('is that of the closest stored mail it refers to', async () => {
    const near = known({ externalId: 'near@x', rootExternalId: 'root@customer.example' });
    const post = await read(
      { References: '<root@customer.example> <near@x> <unknown@x>', 'In-Reply-To': '<unknown@x>' },
      [known(), near],
    );
    assert.deepEqual(placed(post), ['root@customer.example', 'near@x']);
  });

  it('is found by our own id before anything of ours is stored, whatever the subject', async () => {
    const id = messageIdOf(answer(), mailbox);
    const post = await read({ 'In-Reply-To': `<${id}>`, Subject: 'Something else' }, [known()]);
    assert.deepEqual(placed(post), ['root@customer.example', id]);
    const forged = id.replace(/^r\.(.)/, 'r.9');
    assert.notEqual(
      (await read({ 'In-Reply-To': `<${forged}>` }, [known()])).rootExternalId,
      'root@customer.example',
    );
  });

  it('is found by the signed address; by the subject’s token only for the customer himself', async () => {
    const { letter } = await writeReply(answer(), {
      ...mailbox,
      settings: { ...mailbox.settings, hasSubjectToken: true },
    });
    const text = Buffer.from(letter.bytes).toString();
    const address = /Reply-To: (\S+)/i.exec(text)![1]!;
    const token = /\[r:[0-9a-z]+\]/.exec(text.replaceAll(/\r\n[ \t]/g, ' '))![0];
    assert.equal((await read({ To: address }, [known()])).rootExternalId, 'root@customer.example');
    assert.equal(
      (await read({ 'Delivered-To': address }, [known()])).rootExternalId,
      'root@customer.example',
    );
    assert.equal(
      (await read({ Subject: `Lamp ${token}` }, [known()])).rootExternalId,
      'root@customer.example',
    );
    assert.equal(
      (await read({ Subject: `Lamp ${token}`, From: 'eve@evil.example' }, [known()])).rootExternalId,
      undefined,
    );
    assert.equal(
      (await read({ Subject: 'Lamp' }, [known()])).rootExternalId,
      undefined,
      'never by the subject alone',
    );
  });

  it('that began elsewhere is one for each customer', async () => {
    const news = { 'In-Reply-To': '<newsletter@shop.example>' };
    const [ann, again, ben] = [
      await read(news),
      await read({ ...news, 'Message-ID': '<b@c>' }),
      await read({ ...news, From: 'ben@b.example' }),
    ];
    assert.equal(ann.rootExternalId, again.rootExternalId);
    assert.notEqual(ann.rootExternalId, ben.rootExternalId);
  });

  it('is known within one reading, before the first mail is stored', async () => {
    const recent = new Map();
    await read({}, [], { recent });
    assert.deepEqual(
      placed(await read({ 'Message-ID': '<b@c>', 'In-Reply-To': '<a@customer.example>' }, [], { recent })),
      ['a@customer.example', 'a@customer.example'],
    );
  });
});

describe('an answer as a mail', () => {
  it('is the same message at every attempt, names what it answers and shows typed HTML as text', async () => {
    const [one, two] = [await writeReply(answer(), mailbox), await writeReply(answer(), mailbox)];
    const text = Buffer.from(one.letter.bytes)
      .toString()
      .replaceAll(/\r\n[ \t]/g, ' ');
    const id = (written: typeof one) =>
      /Message-ID:\s+(\S+)/i.exec(Buffer.from(written.letter.bytes).toString())![1];
    assert.equal(id(one), id(two));
    assert.match(text, /In-Reply-To: <a@customer\.example>/);
    assert.match(text, /References: <z@customer\.example> <a@customer\.example>/);
    assert.match(text.replaceAll('=\r\n', ''), /<strong>Ann<\/strong> &lt;script&gt;/);
    assert.deepEqual(one.letter.to, ['ann@customer.example', DESK], 'and a copy to ourselves');
  });

  it('hides blind copies, and refuses what is no address', async () => {
    const { letter } = await writeReply(answer({ envelope: { bcc: ['boss@shop.example'] } }), mailbox);
    assert.ok(letter.to.includes('boss@shop.example'));
    assert.ok(!Buffer.from(letter.bytes).includes('boss@'));
    for (const bad of ['a@b\r\nBcc: x@y.example', 'nobody', '<a@b.example>', 'a b@c.example'])
      await assert.rejects(
        writeReply(answer({ envelope: { cc: [bad] } }), mailbox),
        { code: 'mail.address_invalid' },
        bad,
      );
  });

  it('cannot be written to what is no mail', async () => {
    await assert.rejects(writeReply(answer({ target: { externalId: 'x' } }), mailbox), {
      code: 'mail.target_unknown',
    });
  });
});

describe('hostile HTML', () => {
  const cases: [string, RegExp][] = [
    ['<script>alert(1)</script><p onclick="x()">Hi</p>', /^<p>Hi<\/p>$/],
    ['<a href="javascript:alert(1)">x</a>', /^<a rel="[^"]+">x<\/a>$/],
    ['<img src="https://spy.example/pixel.gif" alt="Logo">', /^<span>\[Logo\]<\/span>$/],
    ['<div style="position:fixed">x</div><style>p{}</style>', /^<div>x<\/div>$/],
    ['<form action="https://evil.example"><input name=p>Pay</form>', /^Pay$/],
    ['<svg><a xlink:href="javascript:x">y</a></svg>ok', /^ok$/],
    ['<iframe src="https://evil.example"></iframe>ok', /^ok$/],
  ];
  for (const [html, clean] of cases)
    it(html.slice(0, 40), () => assert.match(cleanMail(html, new Map()) ?? '', clean));

  it('becomes text whose quotations are marked', () => {
    const text = textOfHtml('<div>Yes &amp; no</div><br><blockquote><p>Is it <b>back</b>?</p></blockquote>');
    assert.equal(text, 'Yes & no\n\n> Is it back?');
  });

  it('nested ten thousand deep takes no time', () => {
    const began = performance.now();
    cleanMail('<div>'.repeat(10_000), new Map());
    textOfHtml('<blockquote>'.repeat(10_000));
    assert.ok(performance.now() - began < 5000);
  });
});

describe('settings and cursors', () => {
  it('name the field that is wrong', () => {
    for (const [identifier, changes, said] of [
      ['nobody', {}, /identifier/],
      [DESK, { imapPort: 99_999 }, /imapPort/],
      [DESK, { smtpHost: 'a b' }, /smtpHost/],
      [DESK, { name: 'x\r\nBcc: y' }, /name/],
    ] as const)
      assert.throws(
        () => parseMailbox({ identifier, password: 'x', settings: { ...settings, ...changes } }),
        said,
      );
    assert.throws(() => parseMailSource({ mailbox: 'x' }), { code: 'source.config_invalid' });
    assert.deepEqual(parseMailSource({ mailbox: 'Help@Shop.example' }), {
      mailbox: DESK,
      folders: ['INBOX'],
      days: 7,
    });
  });

  it('of another time begin anew', () => {
    const folders = { INBOX: { validity: '7', uid: 3 } };
    assert.deepEqual(readPlaces(writePlaces(folders)), folders);
    for (const broken of [undefined, '', '{', '{"v":2}', '[]']) assert.deepEqual(readPlaces(broken), {});
  });
});
