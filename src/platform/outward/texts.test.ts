import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createRecords, createTexts } from './texts.ts';

const failed = (code: string) => Promise.reject(Object.assign(new Error(code), { code }));

it('texts of the DNS are joined, kept, and none where there are none', async () => {
  const asked: string[] = [];
  const textsOf = createTexts((name) => {
    asked.push(name);
    return name === 'none.org' ? failed('ENODATA') : Promise.resolve([['v=DKIM1; ', 'p=A'], ['two']]);
  });
  assert.deepEqual(await textsOf('Key.Shop.org.'), ['v=DKIM1; p=A', 'two']);
  assert.deepEqual(await textsOf('key.shop.org'), ['v=DKIM1; p=A', 'two']);
  assert.deepEqual([await textsOf('none.org'), await textsOf('none.org')], [[], []]);
  assert.deepEqual(asked, ['key.shop.org', 'none.org']);
});

it('texts that are written a minute later are found', async () => {
  let [now, texts] = [0, [] as string[][]];
  const textsOf = createTexts(
    () => (texts.length === 0 ? failed('ENODATA') : Promise.resolve(texts)),
    () => now,
  );
  assert.deepEqual(await textsOf('new.org'), []);
  texts = [['code']];
  now = 59_000;
  assert.deepEqual(await textsOf('new.org'), [], 'nobody is asked at once');
  now = 61_000;
  assert.deepEqual(await textsOf('new.org'), ['code']);
  texts = [['other']];
  now = 600_000;
  assert.deepEqual(await textsOf('new.org'), ['code'], 'kept for ten minutes');
});

it('who does not answer is not asked again at once, and costs nobody else', async () => {
  const asked: string[] = [];
  const textsOf = createTexts((name) => {
    asked.push(name);
    return name.endsWith('silent.org') ? failed('ETIMEOUT') : Promise.resolve([['here']]);
  });
  for (const name of ['a.silent.org', 'b.silent.org'])
    await assert.rejects(textsOf(name), { code: 'outward.unreachable' });
  assert.deepEqual(await textsOf('other.org'), ['here']);
  assert.deepEqual(asked, ['a.silent.org', 'other.org']);
  const without = createTexts((name) => {
    asked.push(name);
    return failed('ECONNREFUSED');
  });
  for (const name of ['a.org', 'b.org']) await assert.rejects(without(name), /DNS|unreachable|reach/i);
  assert.deepEqual(asked.slice(2), ['a.org'], 'without any DNS nobody is asked for a while');
});

it('names that are nobody’s are asked nowhere', async () => {
  assert.deepEqual(await createTexts()('_dmarc.shop.example'), []);
});

it('other records are kept apart by their kind', async () => {
  const asked: string[] = [];
  const recordsOf = createRecords((kind, name) => {
    asked.push(`${kind} ${name}`);
    return kind === 'MX' ? failed('ENOTFOUND') : Promise.resolve(['192.0.2.1']);
  });
  assert.deepEqual(await recordsOf('A', 'Mail.Shop.org.'), ['192.0.2.1']);
  assert.deepEqual(
    [await recordsOf('MX', 'mail.shop.org'), await recordsOf('A', 'mail.shop.org')],
    [[], ['192.0.2.1']],
  );
  assert.deepEqual(asked, ['A mail.shop.org', 'MX mail.shop.org']);
  for (const kind of ['A', 'AAAA', 'MX', 'PTR'] as const)
    assert.deepEqual(await createRecords()(kind, 'a.example'), []);
});
