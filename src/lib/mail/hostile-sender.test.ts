import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, sign as signWith } from 'node:crypto';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import {
  authResults,
  canonicalBody,
  canonicalField,
  checkSender,
  dmarcPolicy,
  isGenuine,
  parseMail,
  readSignatures,
  splitMail,
} from './index.ts';

const OURS = 'mx.shop.example';
const read = (value: string) => authResults([value], OURS);
const AT = new Date('2026-11-22T12:00:00Z');
const bytes = (text: string) => Buffer.from(text, 'latin1');

describe('what the own server found out about a sender', () => {
  it('is not what the sender wrote into a quoted name or a remark that the server repeats', () => {
    for (const value of [
      `${OURS}; dmarc=fail; spf=none smtp.mailfrom="x; dmarc=pass; dkim=pass"@evil.example`,
      `${OURS}; dmarc=fail; dkim=fail reason="it said \\"; dkim=pass; dmarc=pass"`,
      `${OURS}; dmarc=fail (he says (really); dmarc=pass; spf=pass) ; dkim=fail`,
      `${OURS}; dmarc=fail (a \\) dmarc=pass; dmarc=pass); dkim=none`,
      `${OURS}; dkim=fail (; dkim=pass) (; spf=pass; dmarc=pass`,
      `${OURS}; dmarc=fail reason="a (b"; dkim=fail (c ")"; dmarc=pass)`,
    ]) {
      const told = read(value);
      assert.notEqual(told?.dmarc, 'pass', value);
      assert.notEqual(told?.dkim, 'pass', value);
      assert.notEqual(told?.spf, 'pass', value);
    }
  });

  it('names the domain behind the last @, however the part before it looks', () => {
    for (const [who, expected] of [
      ['ann@shop.example', 'shop.example'],
      ['"ann@shop.example"', 'shop.example'],
      ['"a@shop.example"@evil.example', 'evil.example'],
      ['"a b@shop.example"@evil.example', 'evil.example'],
      ['a@shop.example@evil.example', 'evil.example'],
      ['Shop.Example', 'shop.example'],
      ['<ann@shop.example>', 'shop.example'],
    ] as const) {
      const told = read(`${OURS}; spf=pass smtp.mailfrom=${who}; dmarc=none`);
      assert.deepEqual(told?.domains, [expected], who);
      assert.equal(isGenuine(told, 'ann@shop.example') === true, expected === 'shop.example', who);
    }
    const none = read(`${OURS}; spf=pass smtp.mailfrom=<>; dmarc=none`);
    assert.equal(isGenuine(none!, 'ann@shop.example'), undefined);
  });

  it('counts only from the topmost header of that very server', () => {
    const forged = 'mx.shop.example; dmarc=pass';
    for (const first of [
      'mx.shop.example.evil.example; dmarc=pass',
      'mx-shop.example; dmarc=pass',
      '"x" mx.shop.example; dmarc=pass',
      '(mx.shop.example) evil.example; dmarc=pass',
      'dmarc=pass; mx.shop.example',
      '',
      ';;;',
    ])
      assert.equal(authResults([first, forged], OURS), undefined, first);
    assert.equal(authResults([forged], ''), undefined);
    assert.equal(authResults([forged], '  '), undefined);
    assert.equal(authResults(['MX.Shop.Example 1 ; DMARC = Pass'], OURS)?.dmarc, 'pass');
    assert.equal(authResults([`(seen here) ${OURS} (Postfix); dmarc=pass`], OURS)?.dmarc, 'pass');
  });

  it('is read from any text without an error, and quickly', () => {
    const part = fc.constantFrom(
      '"',
      '\\',
      '(',
      ')',
      ';',
      '=',
      'dmarc',
      'pass',
      ' ',
      '@',
      'spf',
      '\r\n ',
      '.',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 60 }), (parts) => {
        const told = read(`${OURS}; ${parts.join('')}`);
        assert.ok(told === undefined || Object.values(told).every((value) => value !== undefined));
      }),
    );
    const began = performance.now();
    for (const one of ['(', '"', '\\', '(a)', '" ', 'dkim=pass;', 'a@', '(((;'])
      read(`${OURS}; ${one.repeat(50_000)}`);
    assert.ok(performance.now() - began < 3000);
  });
});

const key = generateKeyPairSync('ed25519');
const keyText = key.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64');
const KEYS = { 's._domainkey.shop.example': `v=DKIM1; k=ed25519; p=${keyText}` };
const dns = (texts: Record<string, string>) => async (name: string) =>
  Object.hasOwn(texts, name) ? [texts[name]!] : [];

/** A mail with a signature below its other fields, as RFC 6376 tells to make it: only what was there before is signed. */
function signedBelow(head: string, body: string, h: string, more = ''): Buffer {
  const bh = createHash('sha256')
    .update(canonicalBody(bytes(body), 'relaxed'))
    .digest('base64');
  const own = `DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed; d=shop.example; s=s; h=${h}; bh=${bh}; ${more}b=`;
  const { fields } = splitMail(bytes(`${head}\r\n\r\n`));
  const chosen = h.split(':').flatMap((name) => {
    const at = fields.findLastIndex((field) => field.name === name);
    return at < 0 ? [] : fields.splice(at, 1);
  });
  const text = chosen.map((field) => `${canonicalField(field, 'relaxed')}\r\n`).join('');
  const data = createHash('sha256')
    .update(bytes(text + canonicalField({ name: '', text: own }, 'relaxed')))
    .digest();
  const b = signWith(null, data, key.privateKey).toString('base64');
  return bytes(`${head}\r\n${own}${b}\r\n\r\n${body}`);
}
const HEAD = 'From: Ann <ann@shop.example>\r\nSubject: Lamp';
const verdicts = async (raw: Uint8Array) =>
  (await readSignatures(raw, dns(KEYS), AT)).map(({ verdict }) => verdict);

describe('signatures that meet others', () => {
  it('may sign those that were there before, and never mean themselves', async () => {
    assert.deepEqual(await verdicts(signedBelow(HEAD, 'Hi', 'from:dkim-signature')), ['pass']);
    const first = signedBelow(HEAD, 'Hi', 'from:subject').toString('latin1').split('\r\n\r\n')[0]!;
    const both = signedBelow(first, 'Hi', 'from:dkim-signature:dkim-signature');
    assert.deepEqual(await verdicts(both), ['pass', 'pass']);
    const without = both.toString('latin1').replace(/DKIM-Signature:.*\r\n/, '');
    assert.deepEqual(await verdicts(bytes(without)), ['fail'], 'one that was signed was taken away');
  });

  it('fail for every single byte of head or body that is another, and for no blank at the end', async () => {
    const mail = signedBelow(HEAD, 'Turn it off.\r\n', 'from:from:subject:subject');
    const from = mail.indexOf('Ann');
    const until = mail.indexOf('DKIM-Signature');
    const body = mail.length - 'Turn it off.\r\n'.length;
    const places = fc.oneof(
      fc.integer({ min: from, max: until - 3 }),
      fc.integer({ min: body, max: mail.length - 3 }),
    );
    await fc.assert(
      fc.asyncProperty(places, fc.integer({ min: 33, max: 255 }), async (at, byte) => {
        const changed = Buffer.from(mail);
        changed[at] = byte;
        // Names of fields are the same in both cases; line ends carry nothing.
        const isSame = mail[at] === byte || /[\r\n]/.test(String.fromCharCode(mail[at]!));
        const isName = /subject/i.test(mail.subarray(at - 7, at + 8).toString('latin1'));
        if (isSame || isName) return;
        assert.notDeepEqual(await verdicts(changed), ['pass'], `${at}: ${byte}`);
      }),
    );
    assert.deepEqual(await verdicts(Buffer.concat([mail, bytes(' \t\r\n\r\n')])), ['pass']);
  });

  it('have canonical words that are the same a second time, and know no line ends', () => {
    const words = fc
      .array(fc.constantFrom('a', ' ', '\t', '\r\n', '\n', 'ü', ' \r\n'), { maxLength: 30 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(words, fc.constantFrom('simple' as const, 'relaxed' as const), (text, how) => {
        const once = canonicalBody(bytes(text), how);
        assert.deepEqual(canonicalBody(once, how), once);
        const otherEnds = text.replaceAll('\r\n', '\n');
        assert.deepEqual(canonicalBody(bytes(otherEnds), how), once);
      }),
    );
  });
});

describe('policies from a DNS that does what it wants', () => {
  const NAMES = ['a.b.shop.example', 'b.shop.example', 'shop.example', 'example'];
  const tag = fc.constantFrom(
    'p=none',
    'p=reject',
    'p=',
    'sp=none',
    'psd=y',
    'psd=n',
    'adkim=s',
    'p=reject; p=none',
  );
  const text = fc
    .tuple(
      fc.constantFrom('v=DMARC1;', 'v=spf1', 'v=DMARC1', 'V=dmarc1;', ''),
      fc.array(tag, { maxLength: 3 }),
    )
    .map(([version, tags]) => `${version} ${tags.join('; ')}`);

  it('are one of three wishes; a sender’s own domain always counts for him, and a stranger’s never', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 4, maxLength: 4 }), async (texts) => {
        const ask = dns(Object.fromEntries(NAMES.map((name, at) => [`_dmarc.${name}`, texts[at]!])));
        const policy = await dmarcPolicy('a.b.shop.example', ask);
        if (!policy) return;
        assert.ok(['none', 'quarantine', 'reject'].includes(policy.wants));
        assert.equal(await policy.isAligned('a.b.shop.example', 'dkim'), true);
        for (const other of ['evil.test', 'shop.example.evil.test', 'xa.b.shop.test', ''])
          assert.equal(await policy.isAligned(other, 'dkim'), false, `${other}: ${texts.join(' | ')}`);
      }),
    );
  });

  it('never make a mail genuine that nobody signed', async () => {
    const from = fc.constantFrom(
      'ann@shop.example',
      'ann@',
      '@',
      '',
      'a@b@shop.example',
      'Ünï <x@ünï.example>',
    );
    await fc.assert(
      fc.asyncProperty(from, text, async (sender, record) => {
        const mail = await parseMail(bytes(`From: ${sender}\r\nSubject: x\r\n\r\nHi`));
        const told = await checkSender(mail, { server: '', ask: async () => [record], at: AT });
        assert.ok(told);
        assert.notEqual(isGenuine(told, 'ann@shop.example'), true);
      }),
    );
  });
});
