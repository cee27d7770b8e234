import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '#platform/errors/index.ts';
import { MAX_FEED_BYTES } from '../request.ts';
import { parseFeed } from './parse.ts';

/** Of the processor, which a busy machine does not stretch; far below what any quadratic path would take. */
const PATIENCE_MS = 8000;

function timed(run: () => void): void {
  const from = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(from);
  const took = (user + system) / 1000;
  assert.ok(took < PATIENCE_MS, `took ${Math.round(took)} ms`);
}

function refusedWith(code: string, document: string | Uint8Array): void {
  timed(() =>
    assert.throws(
      () => parseFeed(Buffer.from(document)),
      (error) => error instanceof AppError && error.code === code,
    ),
  );
}

function survives(document: string): ReturnType<typeof parseFeed> {
  let parsed: ReturnType<typeof parseFeed> | undefined;
  timed(() => {
    parsed = parseFeed(Buffer.from(document));
  });
  return parsed!;
}

test('fifty megabytes are refused without being read', () =>
  refusedWith('feed.too_large', new Uint8Array(50_000_000)));

test('a document just over the limit is refused', () =>
  refusedWith('feed.too_large', new Uint8Array(MAX_FEED_BYTES + 1)));

test('ten thousand levels are refused, in the skeleton, in a body and in JSON', () => {
  refusedWith('feed.too_deep', `<rss><channel>${'<a>'.repeat(10_000)}`);
  refusedWith('feed.too_deep', `<rss><channel><item><description>${'<div>'.repeat(10_000)}`);
  refusedWith(
    'feed.too_deep',
    `<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="xhtml">${'<div>'.repeat(10_000)}${'</div>'.repeat(10_000)}</content></entry></feed>`,
  );
  refusedWith('feed.too_deep', `{"title":"x","items":${'['.repeat(10_000)}`);
  refusedWith('feed.not_a_feed', '<a>'.repeat(1_000_000));
});

test('depth inside escaped HTML is flattened', () => {
  const { entries } = survives(
    `<rss><channel><item><description><![CDATA[${'<div>'.repeat(10_000)}deep${'</div>'.repeat(10_000)}]]></description></item></channel></rss>`,
  );
  assert.match(entries[0]?.content ?? '', /deep/);
});

test('entity bombs stay small', () => {
  const levels = Array.from({ length: 30 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join(
    '',
  );
  const { entries } = survives(
    `<!DOCTYPE r [<!ENTITY l0 "lol">${levels}]><rss><channel><item><title>&l30;</title></item></channel></rss>`,
  );
  assert.equal(entries[0]?.title, '&l30;');
});

test('a small entity used very often stays small', () => {
  const item = `<item><description>${'&a;'.repeat(20_000)}</description></item>`;
  const document = `<!DOCTYPE r [<!ENTITY a "${'a'.repeat(1000)}">]><rss><channel>${item.repeat(50)}</channel></rss>`;
  assert.ok(JSON.stringify(survives(document)).length < 20_000_000);
});

test('runs of one character do not take quadratic time', () => {
  const rss = (inner: string) => `<rss version="2.0"><channel><item>${inner}</item></channel></rss>`;
  survives(`<rss version="2.0"><channel>${'<'.repeat(3_000_000)}`);
  survives(rss(`<title>${'&'.repeat(3_000_000)}</title>`));
  survives(rss(`<title>${'&lt;a '.repeat(300_000)}</title>`));
  survives(rss(`<title>&lt;/${' '.repeat(300_000)}</title>`));
  survives(rss(`<author>${'('.repeat(300_000)}</author>`));
  survives(rss(`<author>${'a@'.repeat(300_000)}</author>`));
  survives(rss(`<pubDate>${'1'.repeat(300_000)}</pubDate>`));
  survives(rss(`<description>${'&lt;/div '.repeat(300_000)}</description>`));
  survives(rss(`<description><![CDATA[<img srcset="${'a 1x, '.repeat(100_000)}">]]></description>`));
  survives(`<rss><channel>${'<![CDATA['.repeat(300_000)}`);
  survives(`<rss><channel>${'<!--'.repeat(300_000)}`);
  survives(`<!DOCTYPE x [${'<!ENTITY a "'.repeat(300_000)}]><rss><channel></channel></rss>`);
  survives(
    `<rss ${Array.from({ length: 20_000 }, (_, i) => `xmlns:p${i}="http://purl.org/dc/terms/"`).join(' ')}><channel>${'<item xmlns:z="http://purl.org/dc/terms/"><title>x</title></item>'.repeat(2000)}</channel></rss>`,
  );
});

test('more entries than anybody reads are cut with a warning', () => {
  const { entries, warnings } = survives(
    `<rss version="2.0"><channel>${Array.from({ length: 10_500 }, (_, i) => `<item><guid>${i}</guid></item>`).join('')}</channel></rss>`,
  );
  assert.equal(entries.length, 10_000);
  assert.deepEqual(
    warnings.map((warning) => warning.code),
    ['feed.many_entries'],
  );
});

test('any document cut anywhere gives only entries that were complete, or a named refusal', () => {
  const items = Array.from(
    { length: 4 },
    (_, i) =>
      `<item><guid isPermaLink="false">g${i}</guid><title>Title ${i}</title><description><![CDATA[<p>Body ${i} &amp; more</p>]]></description></item>`,
  );
  const whole = `<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>${items.join('')}</channel></rss>`;
  for (let length = 0; length < whole.length; length++) {
    try {
      const { entries } = parseFeed(Buffer.from(whole.slice(0, length)));
      const from = whole.indexOf('</item>');
      if (length > from + 7)
        for (const [index, entry] of entries.entries())
          assert.deepEqual(
            [entry.id, entry.content],
            [`g${index}`, `<p>Body ${index} &amp; more</p>`],
            `cut at ${length}`,
          );
    } catch (error) {
      assert.ok(error instanceof AppError, `cut at ${length}: ${String(error)}`);
    }
  }
});

test('random damage never gives anything but entries or a named refusal', () => {
  const seed = 20240501;
  let state = seed;
  const random = (below: number) => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) % below;
  const source = Buffer.from(
    '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://x.example/"><title type="html">T &amp;amp; &lt;b&gt;</title><entry><id>1</id><link href="a"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>x</p></div></content><updated>2020-01-01T00:00:00Z</updated></entry></feed>',
  );
  for (let round = 0; round < 1500; round++) {
    const bytes = Buffer.from(source);
    for (let hits = 1 + random(6); hits > 0; hits--) bytes[random(bytes.length)] = random(256);
    try {
      parseFeed(bytes);
    } catch (error) {
      assert.ok(
        error instanceof AppError,
        `seed ${seed}, round ${round}: ${String(error)}\n${bytes.toString('latin1')}`,
      );
    }
  }
});

test('a hundred thousand of anything in one entry take linear time', () => {
  const many = (write: (i: number) => string) => Array.from({ length: 100_000 }, (_, i) => write(i)).join('');
  const atom = survives(
    `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id>${many((i) => `<author><name>n${i}</name></author>`)}</entry></feed>`,
  );
  assert.equal(atom.entries[0]?.authors.length, 100_000);
  survives(`<rss><channel><item>${many((i) => `<dc:creator>n${i}</dc:creator>`)}</item></channel></rss>`);
  survives(`<rss><channel><item>${many((i) => `<category>n${i}</category>`)}</item></channel></rss>`);
  survives(
    `<rss><channel><item>${many((i) => `<enclosure url="http://x.example/${i}"/>`)}</item></channel></rss>`,
  );
  survives(
    JSON.stringify({
      title: 'x',
      items: [{ id: '1', authors: Array.from({ length: 100_000 }, (_, i) => ({ name: `n${i}` })) }],
    }),
  );
});

test("addresses that run code are nobody's home page", () => {
  const uri = 'javascript:alert(1)';
  const documents = [
    `<feed xmlns="http://www.w3.org/2005/Atom"><author><name>F</name><uri>${uri}</uri></author><entry><id>1</id><author><name>A</name><uri> ${uri}</uri></author></entry></feed>`,
    `<rss><channel><item><title>x</title><atom:author><atom:name>A</atom:name><atom:uri>${uri}</atom:uri></atom:author></item></channel></rss>`,
    JSON.stringify({ title: 'x', items: [{ id: '1', authors: [{ name: 'A', url: uri }] }] }),
  ];
  for (const document of documents) {
    const { feed, entries } = survives(document);
    for (const author of [...feed.authors, ...entries[0]!.authors]) assert.equal(author.url, null, document);
    assert.equal(entries[0]?.author, 'A');
  }
});
