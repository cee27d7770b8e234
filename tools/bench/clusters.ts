import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findTalk, groupTexts, middleOf } from '../../src/listen/clusters/talk/find-talk.ts';
import { nameOf } from '../../src/listen/clusters/talk/naming.ts';
import { type Vectors, vectorsOf } from '../../src/listen/clusters/talk/vectors.ts';
import { pick, randomFrom } from '../../test/helpers/random.ts';
import { timed } from './time/timed.ts';

/**
 * node tools/bench/clusters.ts [--data FILE] [--posts 20000]
 * Talk found in 11,108 headlines with 152 known stories (not part of the project: RAPPORT_TRAINING_DATA), beside k-means on the same vectors,
 * how stable it is while texts arrive, and how long 20,000 posts of our own sentences take.
 */
const { values } = parseArgs({
  options: {
    data: {
      type: 'string',
      default: path.join(
        process.env['RAPPORT_TRAINING_DATA'] ?? path.join(import.meta.dirname, '../../../shared/data/train'),
        'clusters_googlenews152.jsonl',
      ),
    },
    posts: { type: 'string', default: '20000' },
  },
});

if (existsSync(values.data)) stories(values.data);
else console.log(`${values.data} is not here: quality is not measured.`);
speed(Number(values.posts));

function stories(file: string): void {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const rows = lines.map((line) => JSON.parse(line) as { text: string; cluster: string });
  const posts = rows.map(({ text }, i) => ({ id: `post_${String(i).padStart(26, '0')}`, text }));
  const truth = rows.map(({ cluster }) => cluster);
  const stories = new Set(truth).size;
  const vectors = vectorsOf(posts);
  const found = timed('neighbours and communities', () => groupTexts(vectors));
  console.log(`  ${quality(truth, ofPosts(vectors, found, posts.length))}`);
  for (const seed of [1, 2, 3]) {
    const means = timed(`k-means with the true number of stories, seed ${seed}`, () =>
      kMeans(vectors, stories, seed),
    );
    console.log(`  ${quality(truth, ofPosts(vectors, means, posts.length))}`);
  }
  names(vectors, found, truth);
  const part = vectorsOf(posts.slice(0, Math.floor(posts.length * 0.9)));
  const before = ofPosts(
    part,
    groupTexts(part),
    part.texts.reduce((sum, text) => sum + text.posts.length, 0),
  );
  const after = ofPosts(vectors, found, posts.length).slice(0, before.length);
  console.log(`before and after the last tenth arrived, the same posts: ${quality(before, after)}`);
}

/**
 * What names are worth: how many have words of the title of their story (its headline that is most like all others), and how well the posts
 * with two of the words are the talk, and the story (F1).
 */
function names(vectors: Vectors, groups: readonly (readonly number[])[], truth: readonly string[]): void {
  const { texts } = vectors;
  const story = texts.map((text) => truth[text.posts[0]!]!);
  const terms = texts.map((text) => new Set(text.words.map(({ term }) => term)));
  const titles = new Map(
    [...Map.groupBy(texts.keys(), (text) => story[text]!)].map(([name, members]) => [
      name,
      terms[middleOf(vectors, members)]!,
    ]),
  );
  const listed = groups.filter(
    (members) => members.reduce((sum, text) => sum + texts[text]!.posts.length, 0) >= truth.length * 0.002,
  );
  const sums = { one: 0, two: 0, words: 0, talk: 0, story: 0 };
  for (const members of listed) {
    const counts = [...Map.groupBy(members, (text) => story[text]!)];
    const [own] = counts.sort((a, b) => b[1].length - a[1].length)[0]!;
    const name = nameOf(vectors, members).words.map(({ term }) => term);
    const inTitle = name.filter((term) => titles.get(own)!.has(term)).length;
    const asked = [...texts.keys()].filter(
      (text) => name.filter((term) => terms[text]!.has(term)).length > 1,
    );
    const isMember = new Set(members);
    const f1 = (right: (text: number) => boolean, all: number) =>
      (2 * asked.filter(right).length) / (asked.length + all);
    sums.one += Number(inTitle > 0);
    sums.two += Number(inTitle > 1);
    sums.words += name.length;
    sums.talk += f1((text) => isMember.has(text), members.length);
    sums.story += f1((text) => story[text] === own, story.filter((one) => one === own).length);
  }
  const mean = (sum: number) => (sum / listed.length).toFixed(3);
  console.log(
    `names of ${listed.length} talks: ${mean(sums.one)} have a word of the title, ${mean(sums.two)} two; as a question F1 ${mean(sums.talk)} of the talk, ${mean(sums.story)} of the story; ${mean(sums.words)} words`,
  );
}

/** Group of each post. */
function ofPosts(vectors: Vectors, groups: readonly (readonly number[])[], posts: number): string[] {
  const group = Array.from({ length: posts }, () => '');
  for (const [name, texts] of groups.entries())
    for (const text of texts) for (const post of vectors.texts[text]!.posts) group[post] = String(name);
  return group;
}

/** Spherical k-means from random texts, at most 20 rounds. */
function kMeans({ texts, vocabulary }: Vectors, k: number, seed: number): number[][] {
  const random = randomFrom(seed);
  let centres = Array.from({ length: k }, () => {
    const centre = new Float32Array(vocabulary.length);
    const { terms, weights } = texts[pick(random, texts.length)]!;
    for (let t = 0; t < terms.length; t++) centre[terms[t]!] = weights[t]!;
    return centre;
  });
  const nearest = new Int32Array(texts.length);
  for (let round = 0, hasMoved = true; hasMoved && round < 20; round++) {
    hasMoved = false;
    for (const [i, { terms, weights }] of texts.entries()) {
      let [best, most] = [0, -1];
      for (const [c, centre] of centres.entries()) {
        let likeness = 0;
        for (let t = 0; t < terms.length; t++) likeness += centre[terms[t]!]! * weights[t]!;
        if (likeness > most) [best, most] = [c, likeness];
      }
      hasMoved ||= nearest[i] !== best;
      nearest[i] = best;
    }
    centres = centres.map(() => new Float32Array(vocabulary.length));
    for (const [i, { terms, weights }] of texts.entries())
      for (let t = 0; t < terms.length; t++) centres[nearest[i]!]![terms[t]!]! += weights[t]!;
    for (const centre of centres) {
      const length = Math.hypot(...[...centre].filter((value) => value > 0)) || 1;
      for (let t = 0; t < centre.length; t++) centre[t]! /= length;
    }
  }
  return [...Map.groupBy(nearest.keys(), (text) => nearest[text]!).values()];
}

/** NMI (mean of both entropies), adjusted Rand index, B³. */
function quality(truth: readonly string[], found: readonly string[]): string {
  const n = truth.length;
  const count = (keys: readonly string[]) => {
    const counts = new Map<string, number>();
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts;
  };
  const [a, b, both] = [count(truth), count(found), count(truth.map((key, i) => `${key}\n${found[i]}`))];
  const entropy = (counts: ReadonlyMap<string, number>) =>
    -[...counts.values()].reduce((sum, c) => sum + (c / n) * Math.log(c / n), 0);
  const pairs = (counts: ReadonlyMap<string, number>) =>
    [...counts.values()].reduce((sum, c) => sum + (c * (c - 1)) / 2, 0);
  let [mutual, precision, recall] = [0, 0, 0];
  for (const [key, c] of both) {
    const [left, right] = key.split('\n') as [string, string];
    mutual += (c / n) * Math.log((c * n) / (a.get(left)! * b.get(right)!));
    precision += (c * c) / b.get(right)! / n;
    recall += (c * c) / a.get(left)! / n;
  }
  const expected = (pairs(a) * pairs(b)) / ((n * (n - 1)) / 2);
  const rand = (pairs(both) - expected) / ((pairs(a) + pairs(b)) / 2 - expected);
  const f = (2 * precision * recall) / (precision + recall);
  const figures = [mutual / ((entropy(a) + entropy(b)) / 2), rand, f].map((value) => value.toFixed(3));
  return `${b.size} groups: NMI ${figures[0]}, ARI ${figures[1]}, B³ F1 ${figures[2]}`;
}

/** Posts made of two of our own training sentences each, so that nearly all are different. */
function speed(size: number): void {
  const folder = path.join(import.meta.dirname, '../train/corpus');
  const sentences = globSync('*.ndjson', { cwd: folder })
    .sort()
    .flatMap((file) => readFileSync(path.join(folder, file), 'utf8').trim().split('\n'))
    .map((line) => (JSON.parse(line) as { text: string }).text);
  const random = randomFrom(7);
  const posts = Array.from({ length: size }, (_, i) => ({
    id: `post_${String(i).padStart(26, '0')}`,
    text: `${sentences[pick(random, sentences.length)]} ${sentences[pick(random, sentences.length)]}`,
  }));
  const cpu = process.cpuUsage();
  const talk = timed(`${size} posts`, () => findTalk(posts));
  const used = process.cpuUsage(cpu);
  console.log(`  ${(used.user / 1000).toFixed(0)} ms of processor time; ${talk.length} talks, the largest:`);
  for (const { words, posts: members } of talk.slice(0, 8))
    console.log(`  ${members.length} ${words.map(({ word }) => word).join(', ')}`);
}
