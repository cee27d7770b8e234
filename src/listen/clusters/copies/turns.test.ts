import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { stepThrough } from '#platform/turns/index.ts';
import { forgetPosts } from '#listen/posts/index.ts';
import { pick, randomFrom } from '../../../../test/helpers/random.ts';
import { edited } from '../testing/edits.ts';
import { type ClusterStage, createClusterStage } from '../testing/stage.ts';
import { groupSteps, groupTexts } from './link.ts';
import { sketchOf } from './sketch.ts';

/** Runs `work`; answers the most processor time, in ms, that this thread spent between two turns of others. */
async function longestTurn(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let spent = process.threadCpuUsage();
  const look = () => {
    const { user, system } = process.threadCpuUsage(spent);
    longest = Math.max(longest, (user + system) / 1000);
    spent = process.threadCpuUsage();
  };
  const timer = setInterval(look, 1);
  await work();
  look();
  clearInterval(timer);
  return longest;
}

/** Far below what the work takes in one piece, far above a turn. */
const MOST_MS = 120;

describe('work on copies in turns', () => {
  let stage: ClusterStage;
  before(async () => {
    stage = await createClusterStage();
  });
  after(() => stage.close());

  it('steps through to the same answer as at once', async () => {
    const random = randomFrom(5);
    const words = Array.from({ length: 300 }, (_, i) => `word${i}`);
    const text = () => Array.from({ length: 14 }, () => words[pick(random, 300)]).join(' ');
    const texts: string[] = [];
    for (let i = 0; i < 400; i++)
      texts.push(i > 20 && random() < 0.6 ? edited(random, texts[pick(random, i)]!).text : text());
    const toLink = texts.map((one, key) => ({ key, numbers: '', sketch: sketchOf(one) }));
    const found = groupTexts(toLink);
    assert.ok(new Set(found.values()).size < 390, 'some are copies');
    assert.deepEqual(await stepThrough(groupSteps(toLink)), found);
  });

  it('keeps nobody waiting while long texts are read, linked and parted', async () => {
    const random = randomFrom(9);
    const paragraph = (i: number) =>
      Array.from({ length: 4000 }, () => `w${((i % 40) * 997 + pick(random, 500)).toString(36)}`).join(' ');
    const posts = Array.from({ length: 300 }, (_, i) =>
      stage.post(i % 2 === 0 ? paragraph(i) : edited(random, paragraph(1), 'typos').text, {
        externalId: `long${i}`,
        createdAt: new Date(Date.UTC(2026, 9, 5, 12)),
      }),
    );
    await stage.keep(...posts);
    const looking = await longestTurn(() => stage.look());
    assert.ok(looking < MOST_MS, `${looking} ms`);
    await stage.app.db.transaction(() =>
      forgetPosts(
        stage.app,
        posts.slice(0, 150).map(({ externalId }) => ({ origin: 'test', externalId, version: 2 })),
      ),
    );
    const parting = await longestTurn(() => stage.look());
    assert.ok(parting < MOST_MS, `${parting} ms`);
  });
});
