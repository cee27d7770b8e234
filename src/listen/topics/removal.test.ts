import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { forgetTopic, removeTopic, restoreTopic } from './removal.ts';
import { readTopic, setTopicState } from './service.ts';
import { createStage, type Stage } from './testing/stage.ts';

describe('a removed topic', () => {
  let stage: Stage;
  before(async () => {
    stage = await createStage();
  });
  after(() => stage.close());

  async function birds(name: string) {
    await stage.keep(stage.post(`a ${name} sings`));
    const { id } = await stage.topic(name, name);
    await stage.backfill(id);
    return id;
  }

  it('comes back paused when it was paused, and active when it was active', async () => {
    for (const [name, state] of [
      ['linnet', 'paused'],
      ['siskin', 'active'],
    ] as const) {
      const id = await birds(name);
      if (state === 'paused') await setTopicState(stage.app, systemActor, id, 'paused');
      const { undo } = await removeTopic(stage.app, systemActor, id);
      assert.equal((await restoreTopic(stage.app, systemActor, undo)).state, state);
    }
  });

  it('is either back with all its posts or gone, when it is brought back while it is forgotten', async () => {
    const id = await birds('dunnock');
    const { undo } = await removeTopic(stage.app, systemActor, id);
    const isBack = Promise.withResolvers<void>();
    const mayCommit = Promise.withResolvers<void>();
    const restoring = stage.app.db.transaction(async () => {
      await restoreTopic(stage.app, systemActor, undo);
      isBack.resolve();
      await mayCommit.promise;
    });
    await isBack.promise;
    const forgetting = forgetTopic(stage.app, id);
    await stage.somebodyWaits();
    mayCommit.resolve();
    await Promise.all([restoring, forgetting]);
    assert.equal((await readTopic(stage.app, id)).matches, 1);
  });

  it('cannot be brought back once its posts begin to go, and what a killed process left goes at the next try', async () => {
    const id = await birds('pipit');
    await removeTopic(stage.app, systemActor, id);
    // As a process leaves it that dies after the first step.
    await stage.app.db.query(`update topics set state = 'forgotten' where id = $1`, [id]);
    await assert.rejects(restoreTopic(stage.app, systemActor, id), { code: 'topic.not_restorable' });
    await assert.rejects(readTopic(stage.app, id), { code: 'topic.not_found' });
    await forgetTopic(stage.app, id);
    assert.deepEqual(await stage.app.db.query('select from topics where id = $1', [id]), []);
    assert.deepEqual(await stage.postsOf(id), []);
  });

  it('leaves its name to another one, and then does not come back under it', async () => {
    const id = await birds('wheatear');
    const { undo } = await removeTopic(stage.app, systemActor, id);
    await stage.topic('WHEATEAR', 'another');
    await assert.rejects(restoreTopic(stage.app, systemActor, undo), { code: 'topic.name_taken' });
  });
});
