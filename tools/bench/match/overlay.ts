import { setImmediate } from 'node:timers/promises';
import { type BenchMatcher, buildMatcher, readTopics, type ReadTopic } from './adapter.ts';
import { median } from './rounds.ts';

/** Posts matched before the thread looks for other work. */
const SLICE = 50;
const SAVES = 40;
const SLICES_BETWEEN = 60;

export interface OverlayFigures {
  /** Wall-clock milliseconds from saving a topic until a post that it asks for was found by it. */
  readonly liveMedian: number;
  readonly liveSlowest: number;
  /** Most processor milliseconds that the matching thread did anything but match, at a stretch. */
  readonly longestPause: number;
  /** The same by the wall clock, which on a busy machine counts what others did. */
  readonly longestPauseWall: number;
}

/** Saves topics one by one while posts are matched on the same thread, and goes on long enough for what follows in the background. */
export async function measureOverlay(
  topics: readonly ReadTopic[],
  texts: readonly Buffer[],
): Promise<OverlayFigures> {
  const matcher = buildMatcher(topics);
  const live: number[] = [];
  const pause = { cpu: 0, wall: 0 };
  let at = 0;
  const slice = () => {
    for (let i = 0; i < SLICE; i++) matcher.text(texts[at++ % texts.length]!);
  };
  for (let i = 0; i < 40; i++) slice();
  for (let save = 0; save < SAVES; save++) {
    const saved = saveOne(matcher, save, pause, slice);
    live.push(saved);
    for (let i = 0; i < SLICES_BETWEEN; i++) {
      slice();
      await noting(pause, () => setImmediate());
    }
  }
  return {
    liveMedian: median(live),
    liveSlowest: Math.max(...live),
    longestPause: pause.cpu,
    longestPauseWall: pause.wall,
  };
}

function saveOne(matcher: BenchMatcher, number: number, pause: Pause, slice: () => void): number {
  const word = `overlayword${number}`;
  const [topic] = readTopics([{ id: `saved_${number}`, query: `${word} "just saved"` }]);
  const text = Buffer.from(`A post with ${word} in it, just saved.`);
  const from = performance.now();
  const cpu = process.threadCpuUsage();
  matcher.add(topic!);
  note(pause, cpu, from);
  for (let i = 0; i < 1000; i++) {
    if (matcher.idsOfText(text).includes(topic!.id)) return performance.now() - from;
    slice();
  }
  throw new Error(`The topic ${topic!.id} never became live.`);
}

interface Pause {
  cpu: number;
  wall: number;
}

async function noting(pause: Pause, work: () => Promise<unknown>): Promise<void> {
  const from = performance.now();
  const cpu = process.threadCpuUsage();
  await work();
  note(pause, cpu, from);
}

function note(pause: Pause, before: NodeJS.CpuUsage, from: number): void {
  const { user, system } = process.threadCpuUsage(before);
  pause.cpu = Math.max(pause.cpu, (user + system) / 1000);
  pause.wall = Math.max(pause.wall, performance.now() - from);
}
