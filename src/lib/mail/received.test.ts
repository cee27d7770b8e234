import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { checkSender, deliveryOf, parseMail, readIp, remarksOn } from './index.ts';
import { dotted, isPrivate, isWithin } from './ip.ts';
import { dnsOf, type Zone } from './testing/dns.ts';
import { anyText } from '../../../test/helpers/texts.ts';

describe('addresses', () => {
  it('are read as they are written', () => {
    const text = (address: string) => [...(readIp(address) ?? [])].join(' ');
    assert.equal(text('::ffff:192.0.2.1'), '192 0 2 1');
    assert.equal(text('2001:db8::1'), '32 1 13 184 0 0 0 0 0 0 0 0 0 0 0 1');
    for (const bad of [
      '1.2.3',
      '1.2.3.256',
      '01.2.3.4',
      '1.2.3.4.5',
      ':::',
      '1::2::3',
      '12345::',
      '1:2:3:4:5:6:7',
      '1:2:3:4:5:6:7:8:9',
      '::1.2.3',
      'x',
      '',
    ])
      assert.equal(readIp(bad), undefined, bad);
    assert.deepEqual(
      ['10.1.2.3', '127.0.0.1', 'fe80::1', '::1', '100.64.0.1'].map((one) => isPrivate(readIp(one)!)),
      Array.from({ length: 5 }, () => true),
    );
    assert.equal(isPrivate(readIp('100.128.0.1')!), false);
  });
  it('lie within a network as their bits say', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    const four = fc.tuple(byte, byte, byte, byte);
    const number = (ip: readonly number[]) => ip.reduce((sum, one) => sum * 256 + one, 0);
    fc.assert(
      fc.property(four, four, fc.integer({ min: 0, max: 32 }), (a, b, bits) => {
        const size = 2 ** (32 - bits);
        const isSame = Math.floor(number(a) / size) === Math.floor(number(b) / size);
        assert.equal(isWithin(Uint8Array.from(a), Uint8Array.from(b), bits), isSame);
        assert.equal(readIp(dotted(Uint8Array.from(a)))!.join('.'), a.join('.'));
      }),
    );
  });
});

const US = 'mx.shop.example';
const mailWith = (head: string) =>
  Buffer.from(
    `${head}\r\nFrom: Ann <ann@example.com>\r\nTo: help@shop.example\r\nSubject: x\r\n\r\nHello\r\n`,
  );
const PATH = 'Return-Path: <ann@example.com>';
const client = (from: string) =>
  `Received: from ${from}\r\n by ${US} with ESMTPS id 4; Sun, 22 Nov 2026 12:00:00 +0000`;
const where = (head: string) => {
  const found = deliveryOf(mailWith(head), US);
  return found && `${found.address} ${found.helo} ${found.mailFrom}`;
};

describe('who brought a mail', () => {
  it('is read as mail servers write it', () => {
    const written: [string, string][] = [
      ['mail.example.com (rdns.example.com [203.0.113.7])', '203.0.113.7 mail.example.com'],
      ['mail.example.com (unknown [IPv6:2001:db8::7])', '2001:db8::7 mail.example.com'],
      ['rdns.example.com ([203.0.113.7] helo=mail.example.com)', '203.0.113.7 mail.example.com'],
      ['[203.0.113.7] (helo=mail.example.com)', '203.0.113.7 mail.example.com'],
      ['[203.0.113.7] (HELO mail.example.com)', '203.0.113.7 mail.example.com'],
      ['mail.example.com (rdns [203.0.113.7] (may be forged))', '203.0.113.7 mail.example.com'],
      ['mail.example.com (203.0.113.7)', '203.0.113.7 mail.example.com'],
    ];
    for (const [from, wanted] of written)
      assert.equal(where(`${PATH}\r\n${client(from)}`), `${wanted} ann@example.com`, from);
    assert.equal(
      where(`Return-Path: <>\r\n${client('m.example.com (x [203.0.113.7])')}`),
      '203.0.113.7 m.example.com ',
    );
  });
  it('is found behind hops within the machine, and not behind anything else', () => {
    const outer = client('mail.example.com (x [203.0.113.7])');
    const local = client('localhost (localhost [127.0.0.1])');
    const lmtp = client('mx.shop.example');
    assert.equal(
      where(`${PATH}\r\n${lmtp}\r\n${local}\r\n${outer}`),
      '203.0.113.7 mail.example.com ann@example.com',
    );
    const forged = outer.replace('203.0.113.7', '192.0.2.1');
    assert.equal(where(`${PATH}\r\n${outer}\r\n${forged}`), '203.0.113.7 mail.example.com ann@example.com');
    for (const head of [
      forged,
      `${outer}\r\n${PATH}`,
      `${PATH}\r\n${client('gateway (gateway [10.0.0.4])')}\r\n${forged}`,
      `${PATH}\r\n${outer.replace(US, 'mx.evil.example')}\r\n${forged}`,
      `${PATH}\r\n${outer.replace(`by ${US}`, `by ${US}.evil.example`)}`,
      `${PATH}\r\n${local}\r\n${local}\r\n${local}\r\n${local}\r\n${local}\r\n${forged}`,
      `${PATH}\r\nX: no line at all`,
    ])
      assert.equal(where(head), undefined, head);
    assert.equal(deliveryOf(mailWith(`${PATH}\r\n${outer}`), ''), undefined);
  });
  it('never throws, whatever stands there', () => {
    for (const long of [
      'from a ('.repeat(20_000),
      'from a by '.repeat(20_000),
      `from ${'['.repeat(90_000)} by x;`,
    ])
      deliveryOf(mailWith(`${PATH}\r\nReceived: ${long}`), US);
    fc.assert(
      fc.property(anyText({ maxLength: 200 }), (noise) => {
        deliveryOf(mailWith(`${PATH}\r\nReceived: ${noise.replaceAll(/[\r\n]/g, ' ')}`), US);
      }),
    );
  });
});

describe('the sender of a mail', () => {
  const zone = (record: string, policy?: string): Zone => ({
    'example.com': { txt: [record] },
    ...(policy === undefined ? {} : { '_dmarc.example.com': { txt: [policy] } }),
  });
  async function check(given: Zone, head: string, receivedBy = US) {
    const { names } = dnsOf(given);
    const mail = await parseMail(mailWith(head));
    const asked = { server: '', receivedBy, ask: names.texts, names, at: new Date('2026-11-22T12:00:00Z') };
    const results = await checkSender(mail, asked);
    return {
      ...results!,
      remark: remarksOn(mail.headers, { from: 'ann@example.com', isClaim: false, results })[0]!,
    };
  }
  const brought = `${PATH}\r\n${client('mail.example.com (x [203.0.113.7])')}`;

  it('is proven by his address where his domain says so', async () => {
    const good = await check(zone('v=spf1 ip4:203.0.113.0/24 -all', 'v=DMARC1; p=reject'), brought);
    assert.deepEqual(
      [good.dkim, good.spf, good.dmarc, good.remark.kind],
      ['none', 'pass', 'pass', 'checked'],
    );
    const plain = await check(zone('v=spf1 ip4:203.0.113.0/24 -all'), brought);
    assert.deepEqual([plain.spf, plain.dmarc, plain.remark.kind], ['pass', 'none', 'checked']);
  });
  it('is doubted where it says no, and where somebody else may send it', async () => {
    const bad = await check(zone('v=spf1 -all', 'v=DMARC1; p=reject'), brought);
    assert.deepEqual([bad.spf, bad.dmarc, bad.remark.kind], ['fail', 'fail', 'forged']);
    assert.match(bad.remark.text, /example\.com does not let 203\.0\.113\.7 send for it/);
    const strange = await check(
      { ...zone('v=spf1 -all', 'v=DMARC1; p=none'), 'evil.net': { txt: ['v=spf1 +all'] } },
      brought.replace('ann@example.com', 'ann@evil.net'),
    );
    assert.deepEqual([strange.spf, strange.dmarc, strange.remark.kind], ['pass', 'fail', 'forged']);
    assert.match(strange.remark.text, /sent for evil\.net, which is somebody else/);
    const unaligned = await check(
      { 'evil.net': { txt: ['v=spf1 +all'] } },
      brought.replace('ann@example.com', 'ann@evil.net'),
    );
    assert.equal(unaligned.remark.kind, 'unchecked', 'anybody’s proof proves nothing of Ann');
  });
  it('is not known where the address is not, or nobody answers', async () => {
    const all = zone('v=spf1 -all', 'v=DMARC1; p=reject');
    const unnamed = await check(all, brought, '');
    assert.deepEqual(
      [unnamed.spf, unnamed.dmarc, unnamed.remark.kind],
      ['not known', 'not known', 'unchecked'],
    );
    const away = await check({ ...all, 'example.com': { away: true } }, brought);
    assert.deepEqual([away.spf, away.dmarc, away.remark.kind], ['not known', 'not known', 'unchecked']);
    const broken = await check(zone('v=spf1 moo', 'v=DMARC1; p=none'), brought);
    assert.match(broken.remark.text, /what example\.com says of who may send for it is broken/);
  });
});
