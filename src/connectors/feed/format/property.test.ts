import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { crc32 } from 'node:zlib';
import { AppError } from '#platform/errors/index.ts';
import { firstDate, readDate } from './dates.ts';
import { cleanHtml } from './html.ts';
import { parseFeed } from './parse.ts';

const SEED = Number(process.env.SEED ?? 20261122);
/** For one small document on a busy machine; what is quadratic takes minutes. */
const PATIENCE_MS = 3000;

/** Numbers below a bound, the same for the same seed (mulberry32). */
function dice(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const folder = new URL('../fixtures/', import.meta.url);
const documents = readdirSync(folder)
  .filter((name) => !name.endsWith('.expected.json'))
  .map((name) => ({ name, bytes: readFileSync(new URL(name, folder)) }))
  .filter(({ bytes }) => bytes.length < 20_000);

const UNSAFE =
  /<(?:script|style|iframe|object|form)\b|<[^>]*\s(?:href|src|poster|cite)="\s*(?:javascript|data|vbscript):/i;

const TOKENS =
  `<item> </item> <entry> </entry> <![CDATA[ ]]> <!-- --> & &lt; &#0; < > " ' </ /> <title> </title> <content type="xhtml"> <link/>
  xmlns="urn:x" <?x ?> <channel> </channel> { } [ ] , \\u \ufeff \u0000`.split(/\s+/);

function mutate(bytes: Buffer, roll: (below: number) => number): Buffer {
  const at = roll(bytes.length + 1);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  const length = roll(40);
  switch (roll(5)) {
    case 0:
      return Buffer.from(before);
    case 1:
      return Buffer.concat([before, after.subarray(length)]);
    case 2:
      return Buffer.concat([before, Buffer.from(TOKENS[roll(TOKENS.length)]!), after]);
    case 3:
      return Buffer.concat([before, after.subarray(0, length), after]);
    default:
      return Buffer.concat([before, Buffer.from([roll(256)]), after.subarray(1)]);
  }
}

test('any fixture, damaged anyhow, gives sound entries or a named refusal, quickly', () => {
  for (const { name, bytes } of documents) {
    // Its own dice, so that one more fixture does not change what happens to the others.
    const roll = dice(SEED ^ crc32(name));
    for (let round = 0; round < 12; round++) {
      let damaged: Buffer = bytes;
      for (let hits = 1 + roll(4); hits > 0; hits--) damaged = mutate(damaged, roll);
      const where = `seed ${SEED}, ${name}, round ${round}: ${damaged.toString('base64').slice(0, 4000)}`;
      const from = performance.now();
      try {
        const { entries } = parseFeed(damaged);
        assert.equal(new Set(entries.map((entry) => entry.id)).size, entries.length, where);
        for (const entry of entries) {
          for (const html of [entry.content, entry.summaryType === 'html' ? entry.summary : null])
            assert.doesNotMatch(html ?? '', UNSAFE, where);
          for (const url of [entry.url, entry.image, ...entry.authors.map((author) => author.url)])
            assert.doesNotMatch(url ?? '', /^\s*(?:javascript|data|vbscript):/i, where);
          for (const date of [entry.published, entry.updated])
            if (date !== null) assert.equal(new Date(date).toISOString(), date, where);
        }
      } catch (error) {
        if (error instanceof assert.AssertionError) throw error;
        assert.ok(error instanceof AppError, `${where}\n${String(error)}`);
      }
      assert.ok(performance.now() - from < PATIENCE_MS, where);
    }
  }
});

test('what is printed does not depend on when or how often it was read', () => {
  for (const { name, bytes } of documents) {
    const read = () => {
      try {
        return JSON.stringify(parseFeed(bytes));
      } catch (error) {
        return String(error);
      }
    };
    assert.equal(read(), read(), name);
  }
});

test('sanitised HTML is its own sanitised form', () => {
  const roll = dice(SEED);
  const pieces =
    `<p> </p> <b> </b> <i> <a href="x?a=1&amp;b=2"> </a> <img src="/i.png" alt="a &quot;b&quot;"> <br> <ul> <li> </ul> <table> <tr> <td>
    </table> <script> </script> <style> </style> <!-- --> &amp; &lt; &nbsp; &#8217; < > & text <pre> </pre> <div> </div> <svg> </svg> <x-y>
    <textarea> </textarea> <blockquote> " ' <p/> </br> <noscript> </noscript> <video controls> </video>`.split(
      /\s+(?![^<]*>)/,
    );
  for (let round = 0; round < 3000; round++) {
    const html = Array.from({ length: 1 + roll(14) }, () => pieces[roll(pieces.length)]).join(
      roll(2) ? ' ' : '',
    );
    const once = cleanHtml(html, 'http://x.example/');
    const twice = once === null ? null : cleanHtml(once, 'http://x.example/');
    assert.equal(twice, once, `seed ${SEED}, round ${round}: ${html}`);
  }
});

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (number: number) => String(number).padStart(2, '0');

test('a date is the same moment in every zone and every usual notation', () => {
  const roll = dice(SEED);
  for (let round = 0; round < 4000; round++) {
    const at = roll(4_000_000_000) * 1000;
    const milliseconds = roll(1000);
    const offset = roll(4 * 26 + 1) * 15 - 12 * 60;
    const local = new Date(at + offset * 60_000);
    const sign = offset < 0 ? '-' : '+';
    const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60].map(two);
    const date = `${local.getUTCFullYear()}-${two(local.getUTCMonth() + 1)}-${two(local.getUTCDate())}`;
    const time = `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}:${two(local.getUTCSeconds())}`;
    const words = `${local.getUTCDate()} ${MONTHS[local.getUTCMonth()]} ${local.getUTCFullYear()} ${time}`;
    const exact = new Date(at).toISOString();
    const where = `seed ${SEED}, round ${round}`;
    assert.equal(
      readDate(`${date}T${time}.${String(milliseconds).padStart(3, '0')}${sign}${hours}:${minutes}`),
      new Date(at + milliseconds).toISOString(),
      where,
    );
    for (const written of [
      `${date}T${time}${sign}${hours}:${minutes}`,
      `${date} ${time} ${sign}${hours}${minutes}`,
      `${WEEKDAYS[local.getUTCDay()]}, ${words} ${sign}${hours}${minutes}`,
      `${words} GMT${sign}${hours}:${minutes}`,
    ])
      assert.equal(readDate(written), exact, `${where}: ${written}`);
    assert.equal(readDate(exact), exact, where);
  }
});

test('of several dates the first that can be read counts', () => {
  assert.equal(
    firstDate('soon', undefined, null, '', '2020-01-02', '2021-01-01'),
    '2020-01-02T00:00:00.000Z',
  );
  assert.equal(firstDate('soon', undefined), null);
  assert.equal(firstDate(), null);
});
