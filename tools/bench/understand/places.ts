/** How fast places are told: the profile texts of the tests, each made unique so that nothing is remembered, and the training sentences as posts. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { placeInText, placeOf } from '../../../src/listen/places/index.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const CORPUS = path.join(ROOT, 'tools/train/corpus');
const ROUNDS = 12;

/** Profiles and posts a second of processor time, the best of some rounds, and what reading the gazetteer took in ms and MB. */
function benchPlaces(): Record<string, number> {
  const bytes = () => {
    globalThis.gc?.();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const [memory, startedAt] = [bytes(), performance.now()];
  placeOf({ profileLocation: 'Bonn' });
  const firstMs = Math.round(performance.now() - startedAt);
  const megabytes = Math.round((bytes() - memory) / 1e6);
  const profiles = readFileSync(path.join(ROOT, 'src/listen/places/fixtures/profiles.txt'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.slice(0, line.lastIndexOf(' => ')));
  const posts = readdirSync(CORPUS)
    .filter((file) => file.endsWith('.ndjson'))
    .sort()
    .flatMap((file) => readFileSync(path.join(CORPUS, file), 'utf8').trim().split('\n'))
    .map((line) => (JSON.parse(line) as { text: string }).text);
  const unique = best((round) => {
    for (const text of profiles) placeOf({ profileLocation: `${text} .${round}` });
    return profiles.length;
  });
  const repeated = best(() => {
    for (const text of profiles) placeOf({ profileLocation: text });
    return profiles.length;
  });
  const texts = best(() => {
    for (const text of posts) placeInText(text);
    return posts.length;
  });
  return {
    firstMs,
    megabytes,
    uniqueProfilesPerSecond: unique,
    repeatedProfilesPerSecond: repeated,
    textsPerSecond: texts,
  };
}

function best(run: (round: number) => number): number {
  let most = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    const count = run(round);
    const { user, system } = process.cpuUsage(before);
    most = Math.max(most, Math.round((count * 1e6) / Math.max(1, user + system)));
  }
  return most;
}

process.stdout.write(`${JSON.stringify(benchPlaces())}\n`);
