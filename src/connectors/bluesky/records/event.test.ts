import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import { cidOf, deleteEvent, didOf, postEvent, tidAt } from '../../../../test/helpers/jetstream-events.ts';
import { parseJetstreamLine } from '../sources/jetstream-line.ts';
import { readEvent } from './event.ts';

const did = didOf(1);
const time = Date.UTC(2026, 1, 3) * 1000;
const read = (event: unknown) => readEvent(event, () => JSON.stringify(event)).item;

describe('an event', () => {
  test('of a profile brings name and picture', () => {
    const record = {
      $type: 'app.bsky.actor.profile',
      displayName: 'Ada',
      avatar: { ref: { $link: cidOf('me') } },
    };
    const commit = {
      rev: tidAt(time),
      operation: 'update',
      collection: 'app.bsky.actor.profile',
      rkey: 'self',
      record,
    };
    const item = read({ did, time_us: time, kind: 'commit', commit });
    assert.ok(item?.type === 'profile');
    assert.equal(item.author.displayName, 'Ada');
    assert.match(item.author.avatarUrl ?? '', /^https:\/\/cdn\.bsky\.app\/img\/avatar\/plain\//);
  });

  test('is ordered by its revision, unless that lies in the future', () => {
    const versionOf = (rev: unknown) => {
      const event = deleteEvent(did, '3kxyzabcdefg2', time);
      const item = read({ ...event, commit: { ...event.commit, rev } });
      return item?.type === 'delete' ? item.version : undefined;
    };
    assert.equal(versionOf(tidAt(time - 5)), time - 5);
    assert.equal(versionOf(tidAt(time + 3_600_000_000)), time);
    assert.equal(versionOf('first'), time);
  });

  test('of a kind not known is passed over', () => {
    assert.equal(read({ did, time_us: time, kind: 'sync' }), null);
    assert.equal(read({ did, time_us: time, kind: 'identity', identity: { did } }), null);
    assert.equal(
      read({ did, time_us: time, kind: 'identity', identity: { did, handle: 'handle.invalid' } }),
      null,
    );
  });

  test('keeps at most 64 KiB of what it refuses', () => {
    const event = { ...postEvent({ did, rkey: 'a', text: '€'.repeat(60_000), time }) };
    const item = read(event);
    assert.ok(item?.type === 'refusal' && item.code === 'bluesky.record_invalid');
    assert.ok(Buffer.byteLength(item.payload) <= 65_536 && item.payload.endsWith('€'));
  });

  test('never throws, whatever it holds', () => {
    const part = fc.anything({ maxDepth: 3 });
    const shape = fc.record({
      did: fc.oneof(fc.constant(did), part),
      time_us: fc.oneof(fc.constant(time), part),
      kind: fc.oneof(fc.constantFrom('commit', 'account', 'identity'), part),
      commit: fc.oneof(
        fc.record({
          collection: fc.constant('app.bsky.feed.post'),
          rkey: fc.oneof(fc.constant('a'), part),
          operation: fc.oneof(fc.constantFrom('create', 'update', 'delete'), part),
          rev: part,
          cid: part,
          record: fc.oneof(
            fc.record({
              text: fc.oneof(fc.string(), part),
              facets: part,
              embed: part,
              reply: part,
              langs: part,
              tags: part,
              labels: part,
              createdAt: part,
            }),
            part,
          ),
        }),
        part,
      ),
      account: part,
      identity: part,
    });
    fc.assert(
      fc.property(fc.oneof(shape, part), (event) => {
        const { item } = readEvent(event, () => 'raw');
        assert.ok(item === null || typeof item.type === 'string');
      }),
      { numRuns: 3000 },
    );
  });
});

describe('a line of a file', () => {
  test('is an item, a refusal or nothing', () => {
    assert.equal(parseJetstreamLine(''), null);
    assert.equal(parseJetstreamLine('  '), null);
    assert.equal(
      parseJetstreamLine(JSON.stringify(postEvent({ did, rkey: 'a', text: 'Hi', time })))?.type,
      'post',
    );
    assert.equal(parseJetstreamLine('{"did":')?.type, 'refusal');
    assert.equal(parseJetstreamLine('null')?.type, 'refusal');
  });

  test('written with spaces or in another order is understood as well', () => {
    const event = postEvent({ did, rkey: 'a', text: 'Hi', time });
    const turned = Object.fromEntries(Object.entries(event).toReversed());
    assert.equal(parseJetstreamLine(JSON.stringify(turned, null, 1).replaceAll('\n', ' '))?.type, 'post');
  });

  test('that is a like stays unread, one that speaks of a like does not', () => {
    const like = '{"did":"x","kind":"commit","commit":{"collection":"app.bsky.feed.like" this is not JSON';
    assert.equal(parseJetstreamLine(like), null);
    const text = 'my "collection":"app.bsky.feed.like" is large';
    const item = parseJetstreamLine(
      JSON.stringify(postEvent({ did, rkey: 'a', text, time, record: { extra: { collection: 'x' } } })),
    );
    assert.ok(item?.type === 'post' && item.text === text);
  });
});
