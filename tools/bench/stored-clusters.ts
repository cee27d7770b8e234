import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { addTopicMatches } from '#listen/posts/index.ts';
import { clustersOf } from '#listen/clusters/index.ts';
import { edited } from '../../src/listen/clusters/testing/edits.ts';
import { createClusterStage } from '../../src/listen/clusters/testing/stage.ts';
import { pick, randomFrom } from '../../test/helpers/random.ts';

/**
 * node tools/bench/stored-clusters.ts [--posts 20000]
 * Copies and talk on a database: posts a second that the background job groups (a third of them copies), how long talk takes from
 * the question to the answer, and how long the process that asked could not do anything else.
 */
const { values } = parseArgs({ options: { posts: { type: 'string', default: '20000' } } });
const size = Number(values.posts);
const folder = path.join(import.meta.dirname, '../train/corpus');
const sentences = globSync('*.ndjson', { cwd: folder })
  .sort()
  .flatMap((file) => readFileSync(path.join(folder, file), 'utf8').trim().split('\n'))
  .map((line) => (JSON.parse(line) as { text: string }).text);
const random = randomFrom(7);
const texts: string[] = [];
for (let i = 0; i < size; i++) {
  const isCopy = i > 100 && random() < 1 / 3;
  const some = () => sentences[pick(random, sentences.length)]!;
  texts.push(isCopy ? edited(random, texts[pick(random, i)]!).text : `${some()} ${some()}`);
}

const stage = await createClusterStage();
const { app } = stage;
try {
  const begin = Date.UTC(2026, 9, 5);
  const end = begin + size * 1000;
  for (let i = 0; i < size; i += 1000)
    await stage.keep(
      ...texts
        .slice(i, i + 1000)
        .map((text, j) => stage.post(text, { createdAt: new Date(begin + (i + j) * 1000) })),
    );
  const topic = await stage.topic('Bench', 'bench');
  await addTopicMatches(app, topic.id, [...(await stage.idsOf()).values()]);
  await timed('copies', async () => {
    const looked = await stage.look();
    const [found] = await app.db.query<{ texts: number; groups: number; bytes: number }>(
      `select count(*) as texts, count(distinct group_key) as groups, pg_total_relation_size('copy_texts') +
         pg_total_relation_size('copy_bands') + pg_total_relation_size('copy_posts') as bytes from copy_texts`,
    );
    return `${looked} posts, ${found!.texts} texts, ${found!.groups} groups, ${Math.round(found!.bytes / looked)} bytes a post`;
  });
  const ask = async () => {
    const { talks, looked } = await clustersOf(app, topic.id, new Date(begin), new Date(end));
    return `${looked} posts, ${talks.length} talks listed`;
  };
  await timed('talk', ask);
  await timed('talk, asked again', ask);
} finally {
  await stage.close();
  const { stopEmbedded } = await import('#platform/db/embedded/index.ts');
  await stopEmbedded(path.join(import.meta.dirname, '../../build/test-pg'));
}

async function timed(name: string, work: () => Promise<string>): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const start = performance.now();
  const said = await work();
  const ms = performance.now() - start;
  delay.disable();
  console.log(
    `${name}: ${ms.toFixed(0)} ms (${Math.round((size / ms) * 1000)} posts/s), longest pause ${(delay.max / 1e6).toFixed(0)} ms; ${said}`,
  );
}
