import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { array, assert as check, constantFrom, oneof, option, property, record, string } from 'fast-check';
import { didOf, postEvent } from '../../../../test/helpers/jetstream-events.ts';
import { hashOf } from '#lib/tokens/index.ts';
import { parseJetstreamLine } from './jetstream-line.ts';
import { RawEvent } from './raw-event.ts';
import { anyText } from '../../../../test/helpers/texts.ts';

const TIME = 1_790_000_000_123_456;
const raw = new RawEvent();

function eventOf(text: string, more: Record<string, unknown> = {}): string {
  return JSON.stringify(postEvent({ did: didOf(1), rkey: '3mvzvh4fs2222', text, time: TIME, record: more }));
}

function partsOf(line: string): string[] | undefined {
  if (!raw.read(Buffer.from(line))) return undefined;
  const shown = (list: readonly number[], sign: string) =>
    Array.from(
      { length: list.length / 2 },
      (_, i) => sign + Buffer.from(raw.bytes.subarray(list[i * 2], list[i * 2 + 1])).toString(),
    );
  return [...shown(raw.parts, ''), ...shown(raw.tags, '#')];
}

/** JSON as other programs write it: with more escapes than it takes. */
function escapedMore(json: string, signs: RegExp): string {
  return json.replaceAll(signs, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const words = oneof(
  string({ unit: 'grapheme', maxLength: 40 }),
  anyText({ maxLength: 40 }),
  array(
    constantFrom('a', '"', '\\', '\n', '/', 'é', '日', '👍', '#x', '\ud83d', '\u0000', '"text":"', '&', "'"),
    {
      maxLength: 20,
    },
  ).map((parts) => parts.join('')),
);

describe('a look at an event', () => {
  test('holds the words of text, title and tags, however they are escaped', () => {
    check(
      property(
        record({
          text: words,
          title: option(words, { nil: undefined }),
          tags: array(words, { maxLength: 3 }),
          isEscaped: constantFrom(/[/é日]/gu, /[&'<>]/g, /(?!)/g),
        }),
        ({ text, title, tags, isEscaped }) => {
          const features = tags.map((tag) => ({ $type: 'app.bsky.richtext.facet#tag', tag }));
          const embed = title !== undefined && {
            embed: {
              $type: 'app.bsky.embed.external',
              external: { uri: 'https://a.example/', title, description: '' },
            },
          };
          const line = escapedMore(eventOf(text, { facets: [{ features }], ...embed }), isEscaped);
          const expected = [text, ...(title === undefined ? [] : [title]), ...tags.map((tag) => `#${tag}`)];
          const found = partsOf(line);
          assert.ok(found, line);
          // A half surrogate becomes the sign for broken text, as it does everywhere.
          assert.deepEqual(found.toSorted(), expected.map((part) => part.toWellFormed()).toSorted());
          assert.equal(raw.at, TIME);
          assert.equal(raw.author, didOf(1));
          assert.equal(raw.authorHash, hashOf(didOf(1)));
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('names at least the accounts and links that the parsed post has', () => {
    const line = eventOf('hi', {
      reply: { parent: { uri: `at://${didOf(2)}/app.bsky.feed.post/3mvzvh4fs2223` }, root: {} },
      facets: [
        { features: [{ did: didOf(3) }, { uri: 'https://b.example/x?a=1&b=2' }] },
        { features: [{ did: 'did:web:c.example' }] },
      ],
      embed: { $type: 'app.bsky.embed.external', external: { uri: 'http://d.example/', title: 'T' } },
    });
    const post = parseJetstreamLine(line);
    assert.ok(post?.type === 'post' && raw.read(Buffer.from(line)));
    for (const account of [post.author.externalId, didOf(2), ...post.mentions!]) {
      assert.ok(raw.accounts.includes(account), account);
    }
    for (const link of post.links!) assert.ok(raw.links.includes(link), link);
  });

  test('tells no hash of an author whose id may be written in another way', () => {
    for (const [id, isPlain] of [
      ['did:web:shop.example', true],
      ['did:web:Shop.example', false],
      ['did:web:shop.example%3A8443', false],
    ] as const) {
      assert.ok(raw.read(Buffer.from(eventOf('hi').replace(didOf(1), id))));
      assert.equal(raw.author, id);
      assert.equal(raw.authorHash, isPlain ? hashOf(id) : undefined);
    }
  });

  test('is refused for everything but a plain new post', () => {
    const good = eventOf('hello');
    assert.deepEqual(partsOf(good), ['hello']);
    const odd: Record<string, string> = {
      'an edit': JSON.stringify(
        postEvent({ did: didOf(1), rkey: '3mvzvh4fs2222', text: 'x', time: TIME, operation: 'update' }),
      ),
      'another collection': good.replace('app.bsky.feed.post', 'app.bsky.feed.like'),
      'keys in another order': JSON.stringify({ kind: 'commit', ...JSON.parse(good) }),
      'an escaped key': good.replace('"text"', String.raw`"t\u0065xt"`),
      'an escaped key beside the plain one': good.replace('"text":', String.raw`"te\u0078t":"late","text":`),
      'two texts': good.replace('"text":"hello"', '"text":"hello","text":"late"'),
      'no text': good.replace(/"text":"hello",?/, ''),
      'a list of tags': eventOf('hello', { tags: ['late'] }),
      'blanks between signs': good.replaceAll('":', '" : '),
      'a string without an end': good.slice(0, good.indexOf('hello') + 3),
      'something behind it': `${good} `,
      'no time': good.replace(/"time_us":\d+/, '"time_us":null'),
      'a time too large': good.replace(/"time_us":\d+/, '"time_us":99999999999999999999'),
      nothing: '',
      'a list': '[]',
    };
    for (const [name, line] of Object.entries(odd)) assert.equal(partsOf(line), undefined, name);
  });

  test('of one event leaves nothing behind for the next', () => {
    assert.deepEqual(partsOf(eventOf('a\nb', { facets: [{ features: [{ tag: 'x' }] }] })), ['a\nb', '#x']);
    assert.deepEqual(partsOf(eventOf('plain')), ['plain']);
    assert.deepEqual(partsOf(eventOf('')), ['']);
  });
});
