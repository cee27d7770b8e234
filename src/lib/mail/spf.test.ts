import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkSpf, readIp } from './index.ts';
import { expandDomain, isDomainSpec } from './spf-macro.ts';
import { readSpf } from './spf-record.ts';
import { dnsOf, type Zone } from './testing/dns.ts';

async function result(zone: Zone, address: string, mailFrom = 'ann@example.com', helo = 'mail.example.com') {
  const { names } = dnsOf(zone);
  return (await checkSpf({ ip: readIp(address)!, address, helo, mailFrom }, names)).result;
}
const says = (record: string, more: Zone = {}): Zone => ({ 'example.com': { txt: [record] }, ...more });

/** The zone of RFC 7208, appendix A. */
const APPENDIX: Zone = {
  'example.com': { a: ['192.0.2.10', '192.0.2.11'], mx: ['mail-a.example.com', 'mail-b.example.com'] },
  'amy.example.com': { a: ['192.0.2.65'] },
  'bob.example.com': { a: ['192.0.2.66'] },
  'mail-a.example.com': { a: ['192.0.2.129'] },
  'mail-b.example.com': { a: ['192.0.2.130'] },
  'example.org': { mx: ['mail-c.example.org'] },
  'mail-c.example.org': { a: ['192.0.2.140'] },
  '10.2.0.192.in-addr.arpa': { ptr: ['example.com'] },
  '65.2.0.192.in-addr.arpa': { ptr: ['amy.example.com'] },
  '140.2.0.192.in-addr.arpa': { ptr: ['mail-c.example.org'] },
  '4.0.0.10.in-addr.arpa': { ptr: ['bob.example.com'] },
};
const appendix = (record: string, address: string) =>
  result({ ...APPENDIX, 'example.com': { ...APPENDIX['example.com'], txt: [record] } }, address);

describe('SPF by the examples of RFC 7208, appendix A', () => {
  const cases: [record: string, passes: string[], others: string[]][] = [
    ['v=spf1 +all', ['198.51.100.1'], []],
    ['v=spf1 a -all', ['192.0.2.10', '192.0.2.11'], ['192.0.2.65']],
    ['v=spf1 a:example.org -all', [], ['192.0.2.10']],
    ['v=spf1 mx -all', ['192.0.2.129', '192.0.2.130'], ['192.0.2.10']],
    ['v=spf1 mx:example.org -all', ['192.0.2.140'], ['192.0.2.129']],
    ['v=spf1 mx mx:example.org -all', ['192.0.2.129', '192.0.2.140'], ['192.0.2.10']],
    ['v=spf1 mx/30 mx:example.org/30 -all', ['192.0.2.131', '192.0.2.143'], ['192.0.2.132', '192.0.2.144']],
    ['v=spf1 ptr -all', ['192.0.2.10', '192.0.2.65'], ['192.0.2.140', '10.0.0.4']],
    ['v=spf1 ip4:192.0.2.128/28 -all', ['192.0.2.129', '192.0.2.143'], ['192.0.2.65', '192.0.2.144']],
  ];
  for (const [record, passes, others] of cases)
    it(record, async () => {
      for (const address of passes) assert.equal(await appendix(record, address), 'pass', address);
      for (const address of others) assert.equal(await appendix(record, address), 'fail', address);
    });
});

describe('macros, by the examples of section 7.4', () => {
  const values = {
    ip: readIp('192.0.2.3')!,
    sender: 'strong-bad@email.example.com',
    domain: 'email.example.com',
    helo: 'mx.example.org',
    nameOf: async () => 'mx.example.org',
  };
  const cases: [string, string][] = [
    ['%{s}', 'strong-bad@email.example.com'],
    ['%{o}', 'email.example.com'],
    ['%{d4}', 'email.example.com'],
    ['%{d2}', 'example.com'],
    ['%{d1}', 'com'],
    ['%{dr}', 'com.example.email'],
    ['%{d2r}', 'example.email'],
    ['%{l}', 'strong-bad'],
    ['%{l-}', 'strong.bad'],
    ['%{lr-}', 'bad.strong'],
    ['%{l1r-}', 'strong'],
    ['%{ir}.%{v}._spf.%{d2}', '3.2.0.192.in-addr._spf.example.com'],
    ['%{lr-}.lp._spf.%{d2}', 'bad.strong.lp._spf.example.com'],
    ['%{ir}.%{v}.%{l1r-}.lp._spf.%{d2}', '3.2.0.192.in-addr.strong.lp._spf.example.com'],
    ['%{d2}.trusted-domains.example.net', 'example.com.trusted-domains.example.net'],
    ['%{p}.%{h}', 'mx.example.org.mx.example.org'],
    ['%{L}%%%-x.example', 'strong-bad%%20x.example'],
    ['%{S}.example', 'strong-bad%40email.example.com.example'],
  ];
  it('stand for what they should', async () => {
    for (const [text, wanted] of cases) assert.equal(await expandDomain(text, values), wanted, text);
    const six = { ...values, ip: readIp('2001:db8::cb01')! };
    assert.equal(
      await expandDomain('%{ir}.%{v}._spf.%{d2}', six),
      '1.0.b.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6._spf.example.com',
    );
    const long = await expandDomain(`${'%{d}.'.repeat(20)}example.net`, values);
    assert.ok(
      long.length <= 253 && long.endsWith('.email.example.com.example.net'),
      'loses parts from the left',
    );
  });
  it('are refused where they are broken', () => {
    for (const text of [
      '%{',
      '%{x}',
      '%{d0}',
      '%a.com',
      '%{c}.com',
      'example',
      'example.com:80',
      'a.123',
      'a.b-',
      'a b.com',
      'é.com',
    ])
      assert.equal(isDomainSpec(text), false, text);
    for (const text of ['example.com.', '%{d}', 'a.%{d2r-}', 'x.1a', '%_', '_spf.xn--p1ai'])
      assert.ok(isDomainSpec(text), text);
  });
});

describe('a record', () => {
  it('that is broken anywhere is an error, whatever fits before', async () => {
    for (const term of [
      'all.',
      'all/8',
      '-all:x.com',
      'include',
      'include:',
      'include:x',
      'exists:foo',
      'exists:x.com/24',
      'ip4',
      'ip4:1.2.3',
      'ip4:1.2.3.4/33',
      'ip4:1.2.3.4/032',
      'ip4:1.2.3.4:25',
      'ip6:1.2.3.4',
      'ip4:::1',
      'ip6:::1/129',
      'ip6::CAFE::BABE',
      'a:',
      'a/33',
      'a//129',
      'a:example.com:8080',
      'a:/24',
      'mx/-1',
      'moo',
      'redirect:x.com',
      'redirect=',
      'redirect=x.com redirect=y.com',
      'exp=a.com exp=b.com',
      'moo=%abc',
      '=x',
      '+',
      'a:ex\tample.com',
      'a:exämple.com',
    ])
      assert.equal(await result(says(`v=spf1 ip4:192.0.2.1 ${term}`), '192.0.2.1'), 'permerror', term);
  });
  it('may hold what nobody knows yet', async () => {
    const record =
      'v=SPF1   moo.cow-far_out=man:dog/cat exp=why.%{d} default= A:a.com//64 IP6:2001:db8::/32 -ALL';
    assert.deepEqual(
      readSpf(record)?.mechanisms.map(({ kind }) => kind),
      ['a', 'ip', 'all'],
    );
    assert.equal(await result(says(record), '2001:db8::7'), 'pass');
  });
  it('must be the only one, and named exactly', async () => {
    const two = { 'example.com': { txt: ['v=spf1 +all', 'other', 'v=spf1'] } };
    assert.equal(await result(two, '192.0.2.1'), 'permerror');
    for (const record of ['v=spf10 +all', 'v=spf1+all', ' v=spf1 +all', 'v=spf2.0/mfrom +all'])
      assert.equal(await result(says(record), '192.0.2.1'), 'none', record);
    assert.equal(await result(says('v=spf1'), '192.0.2.1'), 'neutral');
    for (const [record, wanted] of [
      ['-all', 'fail'],
      ['~all', 'softfail'],
      ['?all', 'neutral'],
    ] as const)
      assert.equal(await result(says(`v=spf1 ${record}`), '192.0.2.1'), wanted);
  });
});

describe('other domains', () => {
  const other = (record: string | undefined, way = 'include:other.org ~all') =>
    says(`v=spf1 ${way}`, { 'other.org': record === undefined ? {} : { txt: [record] } });
  it('that are included count only where they pass', async () => {
    assert.equal(await result(other('v=spf1 ip4:192.0.2.0/24 -all'), '192.0.2.1'), 'pass');
    for (const record of ['v=spf1 -all', 'v=spf1 ~all', 'v=spf1'])
      assert.equal(await result(other(record), '192.0.2.1'), 'softfail', record);
    for (const record of [undefined, 'v=spf1 moo'])
      assert.equal(await result(other(record), '192.0.2.1'), 'permerror');
    assert.equal(
      await result(says('v=spf1 include:other.org', { 'other.org': { away: true } }), '192.0.2.1'),
      'temperror',
    );
  });
  it('that are asked instead answer for it, unless something fits before', async () => {
    assert.equal(await result(other('v=spf1 -all', 'redirect=other.org'), '192.0.2.1'), 'fail');
    assert.equal(await result(other('v=spf1 -all', 'redirect=other.org ?all'), '192.0.2.1'), 'neutral');
    assert.equal(await result(other(undefined, 'redirect=other.org'), '192.0.2.1'), 'permerror');
  });
});

describe('how much is asked', () => {
  it('is ten questions, over all domains, and loops end', async () => {
    const hosts = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`h${i}.net`, { a: ['198.51.100.9'] }]));
    const terms = (count: number) =>
      Object.keys(hosts(count))
        .map((name) => `a:${name}`)
        .join(' ');
    assert.equal(await result(says(`v=spf1 ${terms(10)} +all`, hosts(10)), '192.0.2.1'), 'pass');
    assert.equal(await result(says(`v=spf1 ${terms(11)} +all`, hosts(11)), '192.0.2.1'), 'permerror');
    assert.equal(await result(says('v=spf1 include:example.com -all'), '192.0.2.1'), 'permerror');
    assert.equal(await result(says('v=spf1 redirect=example.com'), '192.0.2.1'), 'permerror');
    const loop = dnsOf(says('v=spf1 a:h.net include:example.com -all', { 'h.net': { a: ['198.51.100.9'] } }));
    await checkSpf(
      { ip: readIp('192.0.2.1')!, address: '', helo: 'x.y', mailFrom: 'a@example.com' },
      loop.names,
    );
    assert.ok(loop.asked.length < 25, String(loop.asked.length));
    const reverse = '1.2.0.192.in-addr.arpa';
    const names = Array.from({ length: 10 }, (_, i) => `h${i}.net`);
    const many = dnsOf(
      says(`v=spf1 ${'exists:%{p}%{p}%{p}%{p}%{p}.example.com '.repeat(9)} ptr -all`, {
        ...hosts(10),
        ...Object.fromEntries(names.map((name) => [name, { a: ['192.0.2.1'] }])),
        [reverse]: { ptr: names },
        [`${'h0.net'.repeat(5)}.example.com`]: { a: ['127.0.0.2'] },
      }),
    );
    const asked = { ip: readIp('192.0.2.1')!, address: '', helo: 'x.y', mailFrom: 'a@example.com' };
    assert.equal((await checkSpf(asked, many.names)).result, 'pass');
    assert.equal(many.asked.filter((one) => one.startsWith('ptr')).length, 1, 'however many macros want it');
    assert.ok(many.asked.length < 25, String(many.asked.length));
  });
  it('is two names without anything under them', async () => {
    assert.equal(await result(says('v=spf1 a:n1.net a:n2.net +all'), '192.0.2.1'), 'pass');
    assert.equal(
      await result(says('v=spf1 a:n1.net mx:n2.net exists:n3.net +all'), '192.0.2.1'),
      'permerror',
    );
  });
  it('is ten mail servers, and ten names of an address', async () => {
    const mx = (count: number): Zone =>
      says('v=spf1 mx -all', {
        'example.com': { txt: ['v=spf1 mx -all'], mx: Array.from({ length: count }, (_, i) => `m${i}.net`) },
        ...Object.fromEntries(
          Array.from({ length: count }, (_, i) => [`m${i}.net`, { a: [`198.51.100.${i}`] }]),
        ),
      });
    assert.equal(await result(mx(10), '198.51.100.9'), 'pass');
    assert.equal(await result(mx(11), '198.51.100.9'), 'permerror');
    const ptr = (at: number): Zone =>
      says('v=spf1 ptr -all', {
        '1.2.0.192.in-addr.arpa': {
          ptr: Array.from({ length: 12 }, (_, i) => (i === at ? 'x.example.com' : `z${i}.net`)),
        },
        'x.example.com': { a: ['192.0.2.1'] },
      });
    assert.equal(await result(ptr(9), '192.0.2.1'), 'pass');
    assert.equal(await result(ptr(10), '192.0.2.1'), 'fail');
    assert.equal(
      await result(says('v=spf1 ptr -all', { '1.2.0.192.in-addr.arpa': { away: true } }), '192.0.2.1'),
      'fail',
    );
  });
  it('says so where nobody answers, and none where there is nothing to ask', async () => {
    assert.equal(await result({ 'example.com': { away: true } }, '192.0.2.1'), 'temperror');
    assert.equal(
      await result(says('v=spf1 a:away.net -all', { 'away.net': { away: true } }), '192.0.2.1'),
      'temperror',
    );
    for (const from of ['a@localhost', 'a@', `a@${'x'.repeat(64)}.com`, 'a@a..com', 'a@[192.0.2.1]'])
      assert.equal(await result({}, '192.0.2.1', from), 'none', from);
    const helo = { 'mail.example.com': { txt: ['v=spf1 ip4:192.0.2.1 -all'] } };
    assert.equal(
      await result(helo, '192.0.2.1', ''),
      'pass',
      'a report is asked about by the name of its client',
    );
    const local = {
      'example.com': { txt: ['v=spf1 exists:%{l}.%{d} -all'] },
      'postmaster.example.com': { a: ['127.0.0.2'] },
    };
    assert.equal(await result(local, '192.0.2.1', '@example.com'), 'pass');
    assert.equal(
      await result(local, '2001:db8::1', 'example.com'),
      'pass',
      'exists asks for IPv4 whatever the client has',
    );
  });
});
