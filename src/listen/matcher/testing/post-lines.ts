import { randomDocument } from '#lib/query/testing/index.ts';
import { pick, type Random } from '../../../../test/helpers/random.ts';
import { MAX_POST_LINE } from '../match-posts.ts';

/** Lines as a pipe may bring them: posts of all kinds, bad ones, empty ones, huge ones, with every kind of line end. */
export function randomLines(random: Random, count: number): Buffer {
  const parts: Buffer[] = [];
  for (let i = 0; i < count; i++) {
    if (pick(random, 40) === 0) parts.push(Buffer.from('\ufeff'));
    parts.push(Buffer.from(lineOf(random, i)));
    if (i < count - 1 || pick(random, 2) === 0)
      parts.push(Buffer.from(pick(random, 4) === 0 ? '\r\n' : '\n'));
  }
  return Buffer.concat(parts);
}

function lineOf(random: Random, i: number): string | Buffer {
  switch (pick(random, 60)) {
    case 0:
      return ['', '   ', '\r', '\0'][pick(random, 4)]!;
    case 1:
      return ['nonsense', '{"id":1}', '[1]', '{"id":"x","text":', '{"id":"","text":"late"}'][
        pick(random, 5)
      ]!;
    case 2:
      return Buffer.from([0x7b, 0xff, 0xfe, 0xc3]);
    case 3:
      return pick(random, 6) === 0 ? tooLong(i, pick(random, 3) - 1) : '{}';
    default:
      return JSON.stringify(postOf(random, i));
  }
}

function postOf(random: Random, i: number): object {
  const { text, title, langs, author, links, source } = randomDocument(pick(random, 1_000_000));
  const id = pick(random, 3) === 0 ? i : `p${i}`;
  const more = { lang: langs?.[0], author: author?.handle, links, source };
  return pick(random, 2) === 0 ? { id, text } : { id, text, title, ...more };
}

/** A post of the longest line allowed, and `more` bytes. */
function tooLong(id: number, more: number): string {
  const rest = JSON.stringify({ id, text: '' }).length;
  return JSON.stringify({ id, text: 'late '.repeat(MAX_POST_LINE).slice(0, MAX_POST_LINE - rest + more) });
}

/** The same bytes in random chunks. */
export function chunksOf(random: Random, bytes: Buffer): Buffer[] {
  const largest = [10, 1000, 65_536, 500_000][pick(random, 4)]!;
  const chunks: Buffer[] = [];
  const least = Math.max(1, bytes.length / 5000);
  for (let at = 0; at < bytes.length;) {
    const end = at + Math.ceil(least + pick(random, largest));
    chunks.push(Buffer.from(bytes.subarray(at, end)));
    at = end;
  }
  return chunks;
}
