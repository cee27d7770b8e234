import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { addTopicMatches, postsFeature } from '#listen/posts/index.ts';
import { clustersFeature, clustersOf } from '#listen/clusters/index.ts';
import { topicsFeature } from '#listen/topics/index.ts';
import { labelsToCountPort, readCountedLabels } from '#listen/trends/index.ts';
import { understandingFeature } from '#listen/understanding/index.ts';
import { createTestServer } from '../../test/helpers/server.ts';
import { edited } from '../../src/listen/clusters/testing/edits.ts';
import { createClusterStage } from '../../src/listen/clusters/testing/stage.ts';
import { pick, randomFrom } from '../../test/helpers/random.ts';
import { watchStalls } from './time/stalls.ts';

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

const test = await createTestServer([postsFeature, topicsFeature, understandingFeature, clustersFeature]);
const stage = await createClusterStage(test);
const { app } = stage;
app.provide(labelsToCountPort, { read: readCountedLabels });
const viewer = await test.staff('viewer');
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
  // Another period, so that nothing of it is known.
  const query = new URLSearchParams({
    topic: topic.id,
    from: new Date(begin - 1000).toISOString(),
    to: new Date(end).toISOString(),
  });
  const askByRoute = async () => {
    for (let asked = 1; ; asked++) {
      const { status, body } = await viewer.get(`/api/v1/talk?${query}`);
      if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
      if (body.state === 'ready')
        return `${body.looked} posts, ${body.talks.length} talks, asked ${asked} times`;
      // As the screen does.
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  };
  await timed('talk by its route', askByRoute);
  await timed('talk by its route, asked again', askByRoute);
} finally {
  await stage.close();
  const { stopEmbedded } = await import('#platform/db/embedded/index.ts');
  await stopEmbedded(path.join(import.meta.dirname, '../../build/test-pg'));
}

async function timed(name: string, work: () => Promise<string>): Promise<void> {
  const stalls = watchStalls();
  const start = performance.now();
  const said = await work();
  const ms = performance.now() - start;
  const { waited, worked } = stalls.end();
  console.log(
    `${name}: ${ms.toFixed(0)} ms (${Math.round((size / ms) * 1000)} posts/s), stalls p99 ${waited[1]}, longest ${waited[2]} ms; processor time of a turn p99 ${worked[1]}, longest ${worked[2]} ms; ${said}`,
  );
}
