/** What does not come from a source that is asked, but line by line from files, or in requests to addresses of ours. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { systemActor } from '#platform/app/index.ts';
import { receive } from '../../src/listen/receivers/receive.ts';
import { receiverInput } from '../../src/listen/receivers/schema.ts';
import { addReceiver } from '../../src/listen/receivers/service.ts';
import { connectors } from '../../src/main/connectors.ts';
import { createTestApp, type TestApp } from '../helpers/app.ts';
import { mustBeKeepable } from './items.ts';
import { anyText } from '../helpers/texts.ts';

const NOW = new Date();
const FIELDS_OF_FILES =
  `id text title author createdAt updatedAt version followers url lang links tags mentions network source parentId
  rootId kind type deleted isEdit __proto__ constructor hasOwnProperty toString valueOf`.split(/\s+/);

describe('lines of files', () => {
  for (const [format, parse] of connectors.lineParsers) {
    const mustBeRead = (line: string) => {
      const item = parse(line);
      if (item !== null) mustBeKeepable(item);
      return item;
    };

    it(`${format}: whatever stands in a line is an item, a refusal or nothing`, () => {
      fc.assert(fc.property(anyText(), (line) => void mustBeRead(line)));
      fc.assert(fc.property(fc.json(), (line) => void mustBeRead(line)));
      const fields = fc.record(
        {
          id: fc.anything(),
          text: fc.anything(),
          createdAt: fc.anything(),
          author: fc.anything(),
          url: fc.anything(),
        },
        { requiredKeys: [] },
      );
      fc.assert(
        fc.property(fields, (record) => void mustBeRead(JSON.stringify(record))),
        { numRuns: 40 },
      );
    });

    it(`${format}: what is broken or huge is refused with its reason`, () => {
      for (const line of ['{"id":', '[1]', 'x'.repeat(1_000_000)]) {
        const item = mustBeRead(line);
        assert.equal(item?.type, 'refusal', line.slice(0, 20));
      }
    });

    it(`${format}: what looks like an object of the language, or is deep, is no more than odd`, () => {
      const odd = [
        '{"toString":1,"valueOf":1}',
        '{"toString":null,"toJSON":1,"constructor":1}',
        '{"__proto__":{"text":"x"},"then":1}',
        '[{"toString":""}]',
        `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
        `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
      ];
      const fields =
        format === 'jetstream' ? ['did', 'time_us', 'kind', 'commit', 'account'] : FIELDS_OF_FILES;
      for (const value of odd)
        for (const field of fields)
          mustBeRead(`{"id":"a","text":"Hello","author":"ann","${field}":${value},"x":${value}}`);
      for (const value of odd)
        for (const field of ['followers', 'id', 'name', 'handle'])
          mustBeRead(`{"id":"a","text":"Hello","author":{"${field}":${value}}}`);
    });
  }

  it('a time that is none is no reason to lose the words', () => {
    for (const createdAt of ['yesterday', -1e20, 1e20, '0001-01-01'])
      for (const format of ['ndjson', 'csv']) {
        const item = connectors.lineParsers.get(format)!(
          JSON.stringify({ id: 'a', text: 'Hello', createdAt }),
        );
        assert.ok(item, String(createdAt));
        mustBeKeepable(item);
      }
  });
});

describe('messages to receivers', () => {
  let place: TestApp;
  let token: string;
  before(async () => {
    place = await createTestApp();
    const fields = { id: 'id', text: 'text', authorId: 'by', createdAt: 'at', updatedAt: 'changed' };
    const input = receiverInput.parse({
      name: 'Shop',
      signature: { scheme: 'none' },
      isPrivate: true,
      mapping: { kind: 'review', items: 'reviews', fields },
    });
    token = (await addReceiver(place.app, systemActor, input)).address!.split('/').at(-1)!;
  });
  after(() => place.close());
  const send = (reviews: unknown) => receive(place.app, token, {}, Buffer.from(JSON.stringify({ reviews })));
  const kept = async () =>
    (
      await place.app.db.query<{ external_id: string; text: string }>(
        'select external_id, text from posts order by 1',
      )
    ).map(({ external_id: id, text }) => `${id} ${text}`);
  const review = (id: number, more: object = {}) => ({
    id,
    text: `Shoe ${id}`,
    by: 'maya',
    at: NOW.toISOString(),
    ...more,
  });

  it('stored when they are answered, once however often they come, together or apart', async () => {
    const batch = [review(1), review(2)];
    assert.deepEqual(await send(batch), { posts: 2, isKnown: false });
    assert.deepEqual(await send(batch), { posts: 2, isKnown: true });
    await send([review(2), review(3), review(3)]);
    await Promise.all(Array.from({ length: 4 }, () => send([review(4)])));
    assert.deepEqual(await kept(), ['1 Shoe 1', '2 Shoe 2', '3 Shoe 3', '4 Shoe 4']);
  });

  it('a later state replaces an earlier one, whichever came first', async () => {
    const at = (seconds: number) => ({ changed: new Date(NOW.getTime() + seconds * 1000).toISOString() });
    await send([review(5, { text: 'new', ...at(20) })]);
    await send([review(5, { text: 'old', ...at(10) })]);
    assert.ok((await kept()).includes('5 new'));
  });

  it('what cannot be read is refused whole, with the field and the number of the post', async () => {
    const before = await kept();
    for (const bad of [[review(8), { id: 9 }], [review(8), 7], 'no list', [review(8, { at: 'yesterday' })]])
      await assert.rejects(send(bad), { code: 'receiver.unreadable' }, JSON.stringify(bad));
    await assert.rejects(receive(place.app, token, {}, Buffer.from('{"a":')), /no JSON/);
    await assert.rejects(send(Array.from({ length: 501 }, (_, id) => review(id))), /at most 500/);
    assert.deepEqual(await kept(), before);
  });

  it('huge texts are cut, halves of characters and NUL mended', async () => {
    await send([review(6, { text: `${'x'.repeat(300_000)}` }), review(7, { text: 'a\u0000b\ud800c' })]);
    const texts = await kept();
    assert.ok(texts.some((text) => text.startsWith('6 x') && text.length < 101_000));
    assert.ok(texts.some((text) => text.startsWith('7 a')));
  });
});
