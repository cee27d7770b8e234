import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, type KeyObject, sign as signWith } from 'node:crypto';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { createTransport } from 'nodemailer';
import {
  canonicalBody,
  canonicalField,
  checkSender,
  dmarcPolicy,
  parseMail,
  readSignatures,
  remarksOn,
  splitMail,
} from './index.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
const short = generateKeyPairSync('rsa', { modulusLength: 768 });
const edwards = generateKeyPairSync('ed25519');
const spki = (key: KeyObject) => key.export({ type: 'spki', format: 'der' }).toString('base64');
const record = `v=DKIM1; k=rsa; p=${spki(rsa.publicKey)}`;
const AT = new Date('2026-11-22T12:00:00Z');

const dns =
  (texts: Record<string, string | string[]>) =>
  async (name: string): Promise<string[]> => {
    const found = texts[name] ?? [];
    if (found === 'away') throw new Error('no answer');
    return typeof found === 'string' ? [found] : found;
  };
const KEYS = { 's1._domainkey.customer.example': record };

/** A mail signed by nodemailer, which knows nothing of what verifies it here. */
async function signed(more: object = {}, mail: object = {}): Promise<Buffer> {
  const dkim = {
    domainName: 'customer.example',
    keySelector: 's1',
    privateKey: rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    ...more,
  };
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows', dkim });
  const letter = {
    from: 'Ann Bell <ann@customer.example>',
    to: 'help@shop.example',
    subject: 'A  long\tsubject that is folded, because it has so many words that no line holds all of them',
    text: 'Hello  there, \n\nit flickers. Grüße\n\n\n',
    ...mail,
  };
  return (await transport.sendMail(letter)).message as Buffer;
}

/** A signature as any program may write it. */
function signByHand(
  head: string,
  body: string,
  tags: Record<string, string>,
  key: KeyObject = rsa.privateKey,
): Buffer {
  const [how = 'simple', words = 'simple'] = (tags['c'] ?? 'simple/simple').split('/') as (
    | 'simple'
    | 'relaxed'
  )[];
  const whole = canonicalBody(Buffer.from(body), words).subarray(0, Number(tags['l'] ?? Infinity));
  const bh = createHash('sha256').update(whole).digest('base64');
  const all = { v: '1', a: 'rsa-sha256', d: 'customer.example', s: 's1', h: 'from:subject', bh, ...tags };
  const own = `DKIM-Signature: ${Object.entries(all)
    .map(([name, value]) => `${name}=${value}`)
    .join(';\r\n ')}; b=`;
  const { fields } = splitMail(Buffer.from(`${head}\r\n\r\n`));
  const chosen = all.h.split(':').flatMap((name) => {
    const at = fields.findLastIndex((field) => field.name === name);
    return at < 0 ? [] : fields.splice(at, 1);
  });
  const text = chosen.map((field) => `${canonicalField(field, how)}\r\n`).join('');
  const data = Buffer.from(text + canonicalField({ name: '', text: own }, how), 'latin1');
  const isEdwards = key.asymmetricKeyType === 'ed25519';
  const digest = createHash('sha256').update(data).digest();
  const b = signWith(isEdwards ? null : 'sha256', isEdwards ? digest : data, key).toString('base64');
  return Buffer.from(`${own}${b.replaceAll(/(.{60})/g, '$1\r\n ')}\r\n${head}\r\n\r\n${body}`);
}

const HEAD = 'From: Ann <ann@customer.example>\r\nSubject: The  lamp\r\nTo: help@shop.example';
const BODY = 'It  flickers. \r\n\r\n';
const verdict = async (raw: Uint8Array, texts: Parameters<typeof dns>[0] = KEYS) => {
  const [first] = await readSignatures(raw, dns(texts), AT);
  return first ? `${first.verdict} ${first.reason}`.trim() : 'no signature';
};

describe('signatures of mails (DKIM)', () => {
  it('of another program are good, and no word may be changed', async () => {
    const mail = await signed();
    assert.equal(await verdict(mail), 'pass');
    const text = mail.toString('latin1');
    const change = (from: RegExp | string, to: string) =>
      verdict(Buffer.from(text.replace(from, to), 'latin1'));
    assert.match(await change('flickers', 'burns'), /^fail the words were changed/);
    assert.match(await change('From: Ann', 'From: Eve'), /^fail the signature is not good/);
    assert.match(await change('Subject: A', 'Subject: B'), /^fail the signature is not good/);
    assert.match(await change(/bh=[^;]+/, 'bh=AAAA'), /^fail/);
    assert.match(await change(/\bd=customer\.example/, 'd=evil.example'), /^none its key is not in the DNS/);
    assert.equal(await change(/ {2}there, \r\n/, ' there,\r\n'), 'pass', 'spaces do not count (relaxed)');
    assert.equal(await change(/\r\n/g, '\n'), 'pass', 'nor do line ends');
  });

  it('of the standard’s own example are good (RFC 8463)', async () => {
    const mail = `DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
 d=football.example.com; i=@football.example.com;
 q=dns/txt; s=brisbane; t=1528637909; h=from : to :
 subject : date : message-id : from : subject : date;
 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
 b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus
 Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==
From: Joe SixPack <joe@football.example.com>
To: Suzie Q <suzie@shopping.example.net>
Subject: Is dinner ready?
Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
Message-ID: <20030712040037.46341.5F8J@football.example.com>

Hi.

We lost the game.  Are you hungry yet?

Joe.
`;
    const key = 'v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=';
    assert.equal(
      await verdict(Buffer.from(mail), { 'brisbane._domainkey.football.example.com': key }),
      'pass',
    );
  });

  it('are read in every canonicalisation, with fields that are signed and absent', async () => {
    for (const c of ['simple/simple', 'simple/relaxed', 'relaxed/simple', 'relaxed/relaxed', 'relaxed'])
      assert.equal(await verdict(signByHand(HEAD, BODY, { c, h: 'from:from:subject:reply-to' })), 'pass', c);
    assert.equal(await verdict(signByHand(HEAD, '', {})), 'pass', 'no words at all');
    const second = Buffer.from(
      signByHand(HEAD, BODY, { h: 'from:from' })
        .toString()
        .replace('\r\nFrom:', '\r\nFrom: eve@evil.example\r\nFrom:'),
    );
    assert.match(await verdict(second), /^fail/, 'another sender cannot be added');
    const raw = edwards.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64');
    const mail = signByHand(HEAD, BODY, { a: 'ed25519-sha256' }, edwards.privateKey);
    const texts = { 's1._domainkey.customer.example': `k=ed25519; p=${raw}` };
    assert.equal(await verdict(mail, texts), 'pass');
  });

  it('prove nothing that they do not say', async () => {
    const cases: [Record<string, string>, RegExp][] = [
      [{ h: 'subject' }, /^fail it does not sign the sender/],
      [{ x: '1' }, /^fail it has expired/],
      [{ x: 'soon' }, /^fail it has expired/],
      [{ v: '2' }, /^none/],
      [{ c: 'loose/simple' }, /^fail its canonicalisation/],
      [{ i: '@evil.example' }, /^fail it signs for another domain/],
      [{ l: '4' }, /^none only a part of the words/],
      [{ l: '4000' }, /^fail it covers more/],
      [{ a: 'rsa-sha1' }, /^fail .*no longer trusted/],
      [{ s: '../../x' }, /^fail it names no key/],
    ];
    for (const [tags, expected] of cases)
      assert.match(await verdict(signByHand(HEAD, BODY, tags)), expected, JSON.stringify(tags));
    const own = signByHand(HEAD, BODY, {});
    const keys: [string | string[], RegExp][] = [
      ['v=DKIM1; p=', /^fail its key was withdrawn/],
      [`${record}; t=y`, /^none its domain only tries/],
      [`v=DKIM1; h=sha1; p=${spki(rsa.publicKey)}`, /^fail its key is for something else/],
      ['v=DKIM1; p=AAAA', /^fail its key cannot be read/],
      ['v=DKIM1; p=***', /^fail its key cannot be read/],
      [[record, record], /^none its key is not in the DNS/],
      ['google-site-verification=1', /^none/],
      ['away', /^none the key could not be asked for/],
    ];
    for (const [text, expected] of keys)
      assert.match(await verdict(own, { 's1._domainkey.customer.example': text }), expected, String(text));
    const weak = signByHand(HEAD, BODY, {}, short.privateKey);
    const texts = { 's1._domainkey.customer.example': `p=${spki(short.publicKey)}` };
    assert.match(await verdict(weak, texts), /^fail its key is too short/);
  });

  it('of hostile senders break nothing and cost little', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 200 }), fc.string({ maxLength: 60 }), async (tags, rest) => {
        await readSignatures(Buffer.from(`DKIM-Signature: ${tags}\r\nFrom: a@b\r\n\r\n${rest}`), dns({}), AT);
      }),
    );
    let asked = 0;
    const ask = async () => {
      asked += 1;
      return [record];
    };
    const one = signByHand('From: a@b', '', {}).toString().split('\r\nFrom')[0]!;
    const many = Buffer.from(`${`${one}\r\n`.repeat(400)}${'x: y\r\n'.repeat(60_000)}From: a@b\r\n\r\n`);
    const began = performance.now();
    assert.equal((await readSignatures(many, ask, AT)).length, 5);
    assert.ok(asked <= 5 && performance.now() - began < 3000);
  });
});

describe('policies of senders’ domains (DMARC)', () => {
  const aligned = async (from: string, other: string, texts: Record<string, string>) =>
    (await dmarcPolicy(from, dns(texts)))?.isAligned(other, 'dkim');
  it('are found at the domain, or at the organisation above it', async () => {
    const shop = { '_dmarc.shop.example': 'v=DMARC1; p=reject; sp=quarantine' };
    assert.equal((await dmarcPolicy('shop.example', dns(shop)))?.wants, 'reject');
    assert.equal((await dmarcPolicy('eu.mail.shop.example', dns(shop)))?.wants, 'quarantine');
    assert.equal(await dmarcPolicy('other.example', dns(shop)), undefined);
    assert.equal(await dmarcPolicy('shop.example', dns({ '_dmarc.shop.example': 'v=spf1 -all' })), undefined);
  });

  it('let proofs of the same organisation count, and strict ones only of the same name', async () => {
    const texts = { '_dmarc.shop.example': 'v=DMARC1; p=none' };
    assert.equal(await aligned('a.shop.example', 'b.shop.example', texts), true);
    assert.equal(await aligned('a.shop.example', 'evil.example', texts), false);
    const strict = { '_dmarc.shop.example': 'v=DMARC1; p=none; adkim=s' };
    assert.equal(await aligned('a.shop.example', 'shop.example', strict), false);
    assert.equal(await aligned('a.shop.example', 'a.shop.example', strict), true);
  });

  it('of a public suffix join nobody below it', async () => {
    const suffix = { '_dmarc.co.example': 'v=DMARC1; p=reject; psd=y' };
    assert.equal(await aligned('ann.co.example', 'evil.co.example', suffix), false);
    assert.equal(await aligned('x.ann.co.example', 'ann.co.example', suffix), true);
    const apart = {
      '_dmarc.big.example': 'v=DMARC1; p=none',
      '_dmarc.a.big.example': 'v=DMARC1; p=none; psd=n',
    };
    assert.equal(await aligned('x.a.big.example', 'b.big.example', apart), false);
  });

  it('are asked for at most eight times, however many parts a name has', async () => {
    const asked: string[] = [];
    await dmarcPolicy(`${'a.'.repeat(60)}shop.example`, async (name) => {
      asked.push(name);
      return [];
    });
    assert.equal(asked.length, 8);
  });
});

describe('whether a mail is from whom it says', () => {
  const told = async (raw: Uint8Array, texts: Record<string, string>, server = '') => {
    const mail = await parseMail(raw);
    const results = await checkSender(mail, { server, ask: dns(texts), at: AT });
    const [remark] = remarksOn(mail.headers, { from: 'ann@customer.example', isClaim: false, results });
    return `${remark!.kind}: ${remark!.text}`;
  };
  const POLICY = { '_dmarc.customer.example': 'v=DMARC1; p=reject' };

  it('is known by a signature of its domain', async () => {
    assert.equal(
      await told(await signed(), { ...KEYS, ...POLICY }),
      'checked: It is from ann@customer.example (checked here: DKIM pass, SPF not known, DMARC pass).',
    );
    assert.match(await told(await signed(), KEYS), /^checked: .*DKIM pass, SPF not known, DMARC none/);
  });

  it('is doubted where that signature is not good, and not known without any', async () => {
    const changed = Buffer.from((await signed()).toString('latin1').replace('flickers', 'burns'), 'latin1');
    assert.match(
      await told(changed, { ...KEYS, ...POLICY }),
      /^forged: It may not be from .*DKIM fail.*the words were changed on the way; customer\.example asks to refuse/,
    );
    const plain = Buffer.from(`${HEAD}\r\n\r\n${BODY}`);
    assert.match(
      await told(plain, POLICY),
      /^unchecked: Nothing proves .*DKIM none.*asks to refuse mail without proof/,
    );
    const evil = { domainName: 'evil.example' };
    const texts = { ...POLICY, 's1._domainkey.evil.example': record };
    assert.match(
      await told(await signed(evil), texts),
      /^unchecked: .*signed by evil\.example, which is somebody else/,
    );
    assert.match(await told(await signed(evil), { 's1._domainkey.evil.example': record }), /^unchecked/);
  });

  it('fails where it names two senders: one for readers, one for checkers', async () => {
    const text = (await signed()).toString('latin1');
    const twice = Buffer.from(
      text.replace('From: Ann', 'From: Boss <boss@shop.example>\r\nFrom: Ann'),
      'latin1',
    );
    assert.match(
      await told(twice, { ...KEYS, ...POLICY }),
      /^forged: .*DMARC fail; it names more than one sender/,
    );
    const list = await signed({}, { from: 'ann@customer.example, boss@shop.example' });
    assert.match(await told(list, { ...KEYS, ...POLICY }), /^forged: .*more than one sender/);
  });

  it('is told by the own server, whose word counts; never by a header that somebody else wrote', async () => {
    const with_ = async (value: string) =>
      Buffer.concat([Buffer.from(`Authentication-Results: ${value}\r\n`), await signed()]);
    const ours = await with_(
      'mx.shop.example; dmarc=fail header.from=customer.example; dkim=fail; spf=softfail',
    );
    assert.match(
      await told(ours, KEYS, 'mx.shop.example'),
      /^forged: .*mx\.shop\.example: DKIM fail, SPF fail, DMARC fail/,
    );
    const changed = (await with_('mx.evil.example; dmarc=pass; dkim=pass'))
      .toString('latin1')
      .replace('flickers', 'x');
    for (const server of ['', 'mx.shop.example'])
      assert.match(
        await told(Buffer.from(changed, 'latin1'), KEYS, server),
        /^forged: .*checked here: DKIM fail/,
      );
  });

  it('is not known while the DNS does not answer', async () => {
    const away = { 's1._domainkey.customer.example': 'away', '_dmarc.customer.example': 'away' };
    assert.match(
      await told(await signed(), away),
      /^unchecked: .*DMARC not known; customer\.example: the key could not be/,
    );
  });
});
