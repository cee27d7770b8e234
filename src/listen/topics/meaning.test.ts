import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Actor } from '#platform/app/index.ts';
import { matcherPort, postObserverPort } from '#listen/intake/index.ts';
import { correctionObserverPort, correctLabel, withdrawCorrection } from '#listen/understanding/index.ts';
import { until } from '../../../test/helpers/app.ts';
import { judgeExamples } from './examples.ts';
import { previewQuery } from './preview.ts';
import { reconsiderPost, topicCorrections } from './reconsider.ts';
import { createStage, type Stage } from './testing/stage.ts';

const ANGRY = 'nimbus is awful, no signal since noon and nobody answers, I hate this';
const HAPPY = 'nimbus is wonderful today, thank you so much, I love it';
const OTHER = 'what an awful day, I hate the rain';
const actor: Actor = { kind: 'user', id: 'user_ana', name: 'Ana', role: 'agent', permissions: new Set() };

describe('topics that ask what posts mean', () => {
  let stage: Stage;
  let angry: string;
  let notHappy: string;
  let plain: string;
  const told: string[] = [];

  before(async () => {
    stage = await createStage();
    stage.app.provide(correctionObserverPort, topicCorrections);
    stage.app.provide(postObserverPort, {
      onPostsStored: async (_app, posts) => void told.push(...posts.map(({ externalId }) => externalId)),
      onPostsDeleted: async () => undefined,
    });
    const more = { toInbox: true };
    angry = (await stage.topic('Angry', 'nimbus sentiment:negative', more)).id;
    notHappy = (await stage.topic('Not happy', 'nimbus -sentiment:positive', more)).id;
    plain = (await stage.topic('Nimbus', 'nimbus signal', more)).id;
    const probe = stage.post('nimbus signal');
    await until('the topics are live', () => stage.app.find(matcherPort)!.match(probe, false).length === 3);
  });
  after(() => stage.close());

  const idOf = async (externalId: string) => {
    const [row] = await stage.app.db.query<{ id: string }>('select id from posts where external_id = $1', [
      externalId,
    ]);
    return row?.id;
  };

  it('get those that mean it; a post that only seemed to belong passes by, and nobody hears of it', async () => {
    const [bad, good, other] = [stage.post(ANGRY), stage.post(HAPPY), stage.post(OTHER)];
    await stage.pass(bad, good, other);
    assert.deepEqual(await stage.postsOf(angry), [bad.externalId]);
    assert.deepEqual(await stage.postsOf(notHappy), [bad.externalId]);
    assert.deepEqual(await stage.postsOf(plain), [bad.externalId]);
    assert.equal(await idOf(good.externalId), undefined, 'it is not kept');
    assert.deepEqual(told, [bad.externalId]);
  });

  it('follow an edit that changes the meaning, whatever comes first', async () => {
    const post = stage.post(ANGRY);
    const later = { ...post, version: 2, text: `${HAPPY} and the signal`, isEdit: true as const };
    await stage.pass(post);
    await stage.pass(later);
    assert.ok(!(await stage.postsOf(angry)).includes(post.externalId));
    assert.ok((await stage.postsOf(plain)).includes(post.externalId));
    const first = stage.post(ANGRY);
    await stage.pass({ ...first, version: 2, text: HAPPY, isEdit: true as const });
    await stage.pass(first);
    assert.ok(
      !(await stage.postsOf(angry)).includes(first.externalId),
      'the later state came before its post',
    );
  });

  it('say in preview, examples and back-fill what they say live', async () => {
    const posts = Array.from({ length: 40 }, (_, i) => stage.post(`${i % 3 ? ANGRY : HAPPY} ${i}`));
    await stage.keep(...posts);
    for (const [id, query] of [
      [angry, 'nimbus sentiment:negative'],
      [notHappy, 'nimbus -sentiment:positive'],
    ] as const) {
      const live = await stage.postsOf(id);
      const { matched } = await previewQuery(stage.app, query, 7);
      assert.equal(matched, live.length);
      const again = (await stage.topic(`Again ${id}`, query, { toInbox: false })).id;
      await stage.backfill(again);
      assert.deepEqual(await stage.postsOf(again), live);
    }
    const judged = await judgeExamples(stage.app, 'nimbus sentiment:negative', [
      { shouldMatch: true, text: ANGRY },
      { shouldMatch: false, text: HAPPY },
      { shouldMatch: false, text: OTHER },
    ]);
    assert.deepEqual(
      judged.map(({ isRight }) => isRight),
      [true, true, true],
    );
  });

  it('take a post up, or leave it, when somebody corrects its label', async () => {
    const post = stage.post(`${ANGRY} again`);
    await stage.pass(post);
    const postId = (await idOf(post.externalId))!;
    const has = async () =>
      [angry, notHappy, plain].map(async (id) => (await stage.postsOf(id)).includes(post.externalId));
    assert.deepEqual(await Promise.all(await has()), [true, true, true]);
    await correctLabel(stage.app, actor, { postId, key: 'sentiment', value: 'positive' });
    const jobs = await stage.app.db.query(
      `select from graphile_worker.jobs where task_identifier = 'topics.reconsider'`,
    );
    assert.equal(jobs.length, 1);
    await reconsiderPost(stage.app, postId);
    assert.deepEqual(await Promise.all(await has()), [false, false, true], 'other topics keep it');
    told.length = 0;
    await withdrawCorrection(stage.app, actor, { postId, key: 'sentiment' });
    await reconsiderPost(stage.app, postId);
    assert.deepEqual(await Promise.all(await has()), [true, true, true]);
    assert.deepEqual(told, [post.externalId, post.externalId], 'as if it had just come, for each topic');
  });
});
