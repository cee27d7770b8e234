import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import type { InboundItem, InboundPost } from '#connectors/kit/index.ts';
import { decodeParcel, encodeItem, encodeParcel } from './codec.ts';
import { partitionOf, split } from './split.ts';
import { anyText } from '../../../test/helpers/texts.ts';

const SEED = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const LIMITS = { partitions: 16, maxBody: 1_000_000 };

const someText = anyText({ maxLength: 60 });
const some = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const author = fc.record({ externalId: someText, handle: some(someText), followers: some(fc.nat()) });
const media = fc.record({ kind: fc.constantFrom('image' as const, 'video' as const), url: some(someText) });

const anyPost = fc.record({
  type: fc.constant('post' as const),
  origin: someText,
  externalId: someText,
  version: fc.nat(),
  network: someText,
  kind: fc.constantFrom('post' as const, 'reply' as const, 'review' as const),
  author,
  title: some(someText),
  text: someText,
  html: some(someText),
  langs: some(fc.array(someText, { maxLength: 3 })),
  tags: some(fc.array(someText, { maxLength: 3 })),
  labels: some(fc.array(someText, { maxLength: 3 })),
  media: some(fc.array(media, { maxLength: 2 })),
  parentExternalId: some(someText),
  createdAt: fc.date({ noInvalidDate: true }),
  isEdit: some(fc.boolean()),
  revision: some(someText),
});
const anyDelete = fc.record({
  type: fc.constant('delete' as const),
  origin: someText,
  externalId: someText,
  scope: some(fc.constantFrom('post' as const, 'author' as const)),
  version: fc.nat(),
});
const anyProfile = fc.record({ type: fc.constant('profile' as const), network: someText, author });
const anyItem = fc.oneof(anyPost, anyDelete, anyProfile) as fc.Arbitrary<InboundItem>;

/** Absent and undefined are the same to everybody who reads items. */
const plain = (items: readonly InboundItem[]) =>
  items.map((item) =>
    JSON.stringify(item, (_, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value)),
  );

const post = (changes: Partial<InboundPost> = {}): InboundPost => ({
  type: 'post',
  origin: 'test',
  externalId: 'p1',
  version: 1,
  network: 'test',
  kind: 'post',
  author: { externalId: 'a1' },
  text: 'words',
  createdAt: new Date('2026-03-01T12:00:00Z'),
  ...changes,
});

const run = (property: fc.IProperty<[InboundItem[]]>) => fc.assert(property, { seed: SEED, numRuns: 200 });

describe(`a batch on its way through the stream (SEED=${SEED})`, () => {
  it('comes out as it went in, item for item', () => {
    run(
      fc.property(fc.array(anyItem, { maxLength: 20 }), (items) => {
        const { messages, oversized } = split('src_1', items, LIMITS);
        assert.deepEqual(oversized, []);
        const out = messages.flatMap(({ body }) => decodeParcel(body).items);
        assert.deepEqual(plain(out).toSorted(), plain(items).toSorted());
        for (const item of out) assert.ok(item.type !== 'post' || item.createdAt instanceof Date);
      }),
    );
  });

  it('gives the same ids for the same items, and others for other versions or sources', () => {
    run(
      fc.property(fc.array(anyItem, { minLength: 1, maxLength: 20 }), (items) => {
        const ids = split('src_1', items, LIMITS).messages.map((one) => one.id);
        const copies = items.map((item) => ({ ...item }));
        assert.deepEqual(
          split('src_1', copies, LIMITS).messages.map((one) => one.id),
          ids,
        );
        assert.notDeepEqual(
          split('src_2', items, LIMITS).messages.map((one) => one.id),
          ids,
        );
      }),
    );
    const [one] = split('src_1', [post()], LIMITS).messages;
    const [other] = split('src_1', [post({ version: 2 })], LIMITS).messages;
    assert.notEqual(one!.id, other!.id);
  });

  it('keeps all states of a post, and its delete, in one partition, and uses all partitions', () => {
    const used = new Set<number>();
    for (let n = 0; n < 400; n++) {
      const externalId = `post ${n}`;
      const partition = partitionOf(post({ externalId }), 16);
      used.add(partition);
      assert.equal(partitionOf(post({ externalId, version: 9, text: 'changed' }), 16), partition);
      assert.equal(partitionOf({ type: 'delete', origin: 'test', externalId, version: 10 }, 16), partition);
    }
    assert.deepEqual(
      [...used].toSorted((a, b) => a - b),
      Array.from({ length: 16 }, (_, i) => i),
    );
  });

  it('never makes a message that is too large, and hands out what no message can hold', () => {
    const items = Array.from({ length: 60 }, (_, n) =>
      post({ externalId: `p${n}`, text: 'ü'.repeat(n === 7 ? 60_000 : 3000) }),
    );
    const { messages, oversized } = split('src_1', items, { partitions: 2, maxBody: 50_000 });
    assert.deepEqual(oversized, [items[7]]);
    assert.ok(messages.length > 2);
    for (const { body } of messages) assert.ok(body.length <= 50_000);
    const many = split(
      'src_1',
      Array.from({ length: 1100 }, (_, n) => post({ externalId: `p${n}` })),
      {
        partitions: 1,
        maxBody: 1e9,
      },
    );
    assert.deepEqual(
      many.messages.map(({ body }) => decodeParcel(body).items.length),
      [500, 500, 100],
    );
  });
});

describe('a message', () => {
  it('that is not understood is refused with the reason', () => {
    const refused = [
      'no json',
      'null',
      '[]',
      '{}',
      '{"format":2,"sourceId":null,"items":[]}',
      '{"format":1,"sourceId":7,"items":[]}',
      '{"format":1,"sourceId":null,"items":{}}',
      '{"format":1,"sourceId":null,"items":[null]}',
      '{"format":1,"sourceId":null,"items":[{"type":"refusal"}]}',
    ];
    for (const text of refused) assert.throws(() => decodeParcel(Buffer.from(text)), Error, text);
  });

  it('leaves a time that is none to intake, which refuses the item alone', () => {
    const encoded = encodeItem(post({ createdAt: new Date(Number.NaN) }));
    const { items } = decodeParcel(encodeParcel(null, [encoded]));
    assert.ok(items[0]!.type === 'post' && Number.isNaN(items[0]!.createdAt.getTime()));
  });
});
