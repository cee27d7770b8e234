import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { canonicalOf } from '../../src/listen/clusters/copies/canonical.ts';
import { Groups, groupTexts, type TextToLink } from '../../src/listen/clusters/copies/link.ts';
import { bandsOf, NEAR, piecesOf, sketchOf } from '../../src/listen/clusters/copies/sketch.ts';
import { type EditKind, edited, EDITS } from '../../src/listen/clusters/testing/edits.ts';
import { pick, randomFrom } from '../../test/helpers/random.ts';
import { timed } from './time/timed.ts';

/**
 * node tools/bench/copies.ts [--texts 1500] [--copies 3] [--seed 1]
 * Near copies: what MinHash and SimHash find of what comparing every pair finds, and of what was really copied; and posts a second.
 * The texts are our own training sentences, edited as people edit what they pass on.
 */
const { values } = parseArgs({
  options: {
    texts: { type: 'string', default: '1500' },
    copies: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
  },
});
const random = randomFrom(Number(values.seed));
const folder = path.join(import.meta.dirname, '../train/corpus');
const bases = globSync('*.ndjson', { cwd: folder })
  .sort()
  .flatMap((file) => readFileSync(path.join(folder, file), 'utf8').trim().split('\n'))
  .map((line) => (JSON.parse(line) as { text: string }).text)
  .filter((text) => canonicalOf(null, text) !== undefined);
const wanted = Array.from({ length: Number(values.texts) }, () => bases[pick(random, bases.length)]!);
const posts = [...new Set(wanted)].flatMap((text, family) => [
  { text, family, kind: 'same' as EditKind },
  ...Array.from({ length: Number(values.copies) }, () => ({ ...edited(random, text), family })),
]);

interface Known extends TextToLink {
  pieces: Set<number>;
  simhash: bigint;
}
const started = performance.now();
const read = posts.map(({ text }) => canonicalOf(null, text));
const readMs = performance.now() - started;
const texts = new Map<number, Known>();
for (const canonical of read) {
  if (!canonical || texts.has(canonical.key)) continue;
  const pieces = new Set(piecesOf(canonical.text));
  texts.set(canonical.key, {
    ...canonical,
    sketch: sketchOf(canonical.text),
    pieces,
    simhash: simhash(pieces),
  });
}
const all = [...texts.values()];
console.log(
  `${posts.length} posts, ${all.length} different texts, ${posts.length - read.filter(Boolean).length} too short`,
);

const found = timed('MinHash, 18 bands of 4, checked', () => groupTexts(all));
const oracle = timed('every pair by exact Jaccard', () => groupBy(isNear));
for (const bits of [6, 10, 14]) {
  const groups = timed(`SimHash, up to ${bits} of 64 bits differ`, () =>
    groupBy((a, b) => a.numbers === b.numbers && distance(a.simhash, b.simhash) <= bits),
  );
  report(`  against every pair`, groups, oracle);
}
report('MinHash against every pair', found, oracle);
const families = new Map(posts.map(({ family }, i) => [i, family]));
const groupOfPost = (groups: ReadonlyMap<number, number>) =>
  new Map(read.map((canonical, i) => [i, canonical ? groups.get(canonical.key)! : -1 - i]));
report('MinHash against what was copied', groupOfPost(found), families);
report('every pair against what was copied', groupOfPost(oracle), families);
for (const kind of EDITS) {
  const copies = posts.flatMap((post, i) => (post.kind === kind ? [{ i, original: originalOf(i) }] : []));
  const groups = groupOfPost(found);
  const joined = copies.filter(({ i, original }) => groups.get(i) === groups.get(original)).length;
  console.log(
    `  ${kind.padEnd(8)} ${percent(joined / copies.length)} with their original (${copies.length})`,
  );
}
const again = performance.now();
for (const canonical of read) if (canonical) bandsOf(sketchOf(canonical.text), canonical.numbers);
const sketchMs = performance.now() - again;
console.log(
  `canonical form ${rate(posts.length, readMs)}, with sketch and bands ${rate(posts.length, readMs + sketchMs)} posts/s on one core`,
);

function originalOf(i: number): number {
  return i - (i % (Number(values.copies) + 1));
}

function isNear(a: Known, b: Known): boolean {
  if (a.numbers !== b.numbers) return false;
  const [small, large] = a.pieces.size < b.pieces.size ? [a.pieces, b.pieces] : [b.pieces, a.pieces];
  if (small.size < NEAR * large.size) return false;
  let both = 0;
  for (const piece of small) if (large.has(piece)) both++;
  return both / (small.size + large.size - both) >= NEAR;
}

function groupBy(areNear: (a: Known, b: Known) => boolean): Map<number, number> {
  const groups = new Groups();
  for (const [i, a] of all.entries()) {
    groups.add(a.key);
    for (let j = i + 1; j < all.length; j++) if (areNear(a, all[j]!)) groups.join(a.key, all[j]!.key);
  }
  return groups.all();
}

function simhash(pieces: ReadonlySet<number>): bigint {
  const sums = new Int32Array(64);
  for (const piece of pieces) {
    const low = piece;
    const high = Math.imul(piece ^ (piece >>> 15), 0x2c1b3c6d) >>> 0;
    for (let bit = 0; bit < 64; bit++)
      sums[bit]! += ((bit < 32 ? low >>> bit : high >>> (bit - 32)) & 1) * 2 - 1;
  }
  return sums.reduce((hash, sum, bit) => (sum > 0 ? hash | (1n << BigInt(bit)) : hash), 0n);
}

function distance(a: bigint, b: bigint): number {
  let [rest, count] = [a ^ b, 0];
  for (; rest > 0n; rest &= rest - 1n) count++;
  return count;
}

/** Precision and recall over pairs that stand in one group. */
function report(name: string, groups: ReadonlyMap<number, number>, truth: ReadonlyMap<number, number>): void {
  const pairs = (of: (key: number) => string) => {
    const sizes = new Map<string, number>();
    for (const key of truth.keys()) sizes.set(of(key), (sizes.get(of(key)) ?? 0) + 1);
    return [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
  };
  const both = pairs((key) => `${groups.get(key)} ${truth.get(key)}`);
  const precision = both / pairs((key) => `${groups.get(key)}`);
  const recall = both / pairs((key) => `${truth.get(key)}`);
  console.log(`${name}: precision ${percent(precision)}, recall ${percent(recall)}`);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function rate(count: number, ms: number): string {
  return Math.round((count / ms) * 1000).toLocaleString('en');
}
