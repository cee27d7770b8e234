import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isPublicAddress } from './addresses.ts';
import { normaliseAllowList, parseTarget } from './target.ts';

const CLOSED = [
  ['0.0.0.0', '0.1.2.3', '10.0.0.1', '100.64.0.1', '100.100.100.200', '127.0.0.1', '127.255.255.254'],
  [
    '169.254.169.254',
    '168.63.129.16',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.192',
    '192.0.2.1',
    '192.168.1.1',
  ],
  ['198.18.0.1', '198.51.100.7', '203.0.113.9', '224.0.0.1', '239.1.2.3', '240.0.0.1', '255.255.255.255'],
  [
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:10.0.0.1',
    '0:0:0:0:0:ffff:a9fe:a9fe',
  ],
  [
    '64:ff9b::7f00:1',
    '64:ff9b::10.0.0.1',
    '64:ff9b:1::1',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd00:ec2::254',
  ],
  [
    'ff02::1',
    '2001:db8::1',
    '2001::1',
    '2002:7f00:1::',
    '3fff::1',
    '100::1',
    '4000::1',
    '',
    'example.org',
    '1.2.3',
    '8.8.8.8.',
  ],
].flat();

const OPEN = [
  [
    '1.1.1.1',
    '8.8.8.8',
    '100.63.255.255',
    '100.128.0.1',
    '172.15.0.1',
    '172.32.0.1',
    '192.0.1.1',
    '223.255.255.255',
  ],
  [
    '2606:4700::1111',
    '2a00:1450:4001::1',
    '2001:4860:4860::8888',
    '::ffff:8.8.8.8',
    '64:ff9b::8.8.8.8',
    '64:ff9b::808:808',
  ],
].flat();

describe('addresses', () => {
  for (const address of CLOSED)
    it(`does not go to "${address}"`, () => assert.equal(isPublicAddress(address), false));
  for (const address of OPEN) it(`goes to ${address}`, () => assert.equal(isPublicAddress(address), true));
});

describe('targets', () => {
  const none: ReadonlySet<string> = new Set();
  const schemes = ['http:', 'https:'];

  for (const url of [
    [
      'http://127.0.0.1/',
      'http://2130706433/',
      'http://0x7f.1/',
      'http://0177.0.0.1/',
      'http://017700000001/',
      'http://127.1/',
    ],
    [
      'http://127.0.0.1./',
      'http://[::1]/',
      'http://[::ffff:127.0.0.1]/',
      'http://[0:0:0:0:0:ffff:7f00:1]:80/',
      'http://0/',
    ],
    [
      'http://１２７.０.０.１/',
      'http://127。0。0。1/',
      'https://169.254.169.254/latest/meta-data/',
      'http://%31%32%37.0.0.1/',
    ],
  ].flat()) {
    it(`refuses ${url}`, () => {
      assert.throws(() => parseTarget(url, schemes, none), { code: 'outward.address_forbidden' });
    });
  }

  for (const url of [
    [
      '',
      'example.org',
      '/path',
      'ftp://example.org/',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'data:text/plain,x',
    ],
    [
      'http://user:secret@example.org/',
      'https://token@example.org/',
      'ws://example.org/',
      'http://',
      `http://a/${'x'.repeat(9000)}`,
    ],
    [
      'http://[::1%25lo]/',
      'http://exa mple.org/',
      'http://example.org:99999/',
      'gopher://example.org/',
      'unix:/run/x.sock',
    ],
  ].flat()) {
    it(`does not take ${url.slice(0, 60)}`, () => {
      assert.throws(
        () => parseTarget(url, schemes, none),
        (error: { code?: string; message: string }) => {
          assert.equal(error.code, 'outward.url_invalid');
          assert(!error.message.includes('secret') && !error.message.includes('token@'), error.message);
          return true;
        },
      );
    });
  }

  it('allows by the literal host and port only', () => {
    const allow = normaliseAllowList(['127.0.0.1:2583', '[::1]:80', ' PDS.internal:443 ']);
    assert.equal(parseTarget('http://127.0.0.1:2583/x', schemes, allow).isAllowed, true);
    assert.equal(parseTarget('http://[::1]/', schemes, allow).isAllowed, true);
    assert.equal(parseTarget('https://pds.INTERNAL/', schemes, allow).isAllowed, true);
    assert.equal(parseTarget('http://pds.internal/', schemes, allow).isAllowed, false);
    assert.throws(() => parseTarget('http://127.0.0.1:2584/', schemes, allow), {
      code: 'outward.address_forbidden',
    });
  });
});
