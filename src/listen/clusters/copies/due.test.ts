import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type ClusterStage, createClusterStage } from '../testing/stage.ts';
import { keepCopies } from './keep.ts';

const SAID = 'The broadband in Harbour Street is down again since Monday, and nobody answers the phone';
const NOON = new Date(Date.UTC(2026, 9, 5, 12));
const { signal } = new AbortController();

interface Due {
  is_due: boolean;
  is_again: boolean;
  took_ms: number;
  behind: string | null;
}

describe('quarters of an hour that are due', () => {
  let stage: ClusterStage;
  before(async () => {
    stage = await createClusterStage();
  });
  beforeEach(() =>
    stage.app.db.query(
      'truncate posts, post_topics, topic_count_changes, copy_posts, copy_texts, copy_bands, copy_due, copy_rules',
    ),
  );
  after(() => stage.close());

  const say = (externalId: string, createdAt = NOON) => stage.post(SAID, { externalId, createdAt });
  const due = () => stage.app.db.query<Due>('select is_due, is_again, took_ms, behind from copy_due');
  const restIsOver = () => stage.app.db.query('update copy_due set not_before = now()');
  /** What the job of each minute does, without looking at what rests. */
  const tell = async () => {
    const { postsFeature } = await import('#listen/posts/index.ts');
    await postsFeature.jobs!(stage.app)['posts.count']!({}, signal);
  };

  it('leave nothing behind once they were looked at and have rested', async () => {
    await stage.keep(
      ...Array.from({ length: 40 }, (_, i) => say(`p${i}`, new Date(NOON.getTime() - i * 900_000))),
    );
    assert.equal(await stage.look(), 40);
    assert.ok((await due()).every((slot) => !slot.is_due));
    await restIsOver();
    assert.equal(await keepCopies(stage.app, signal), 0);
    assert.deepEqual(await due(), []);
  });

  it('are looked at after their rest where something changed meanwhile, and stand until then', async () => {
    await stage.keep(say('first'));
    await stage.look();
    await stage.app.db.query('update copy_due set took_ms = 20000');
    await stage.keep(say('second'));
    await tell();
    assert.equal(await keepCopies(stage.app, signal), 0, 'it rests');
    const [resting] = await due();
    assert.equal(resting?.is_due, true);
    await restIsOver();
    assert.equal(await keepCopies(stage.app, signal), 1);
    await restIsOver();
    await keepCopies(stage.app, signal);
    assert.deepEqual(await due(), []);
  });

  it('rest for what the last round took, not for all rounds together', async () => {
    await stage.keep(...Array.from({ length: 2100 }, (_, i) => say(`p${i}`)));
    assert.equal(await stage.look(), 2100);
    await stage.app.db.query('update copy_due set took_ms = 1000000');
    await stage.keep(say('one more'));
    await tell();
    assert.equal(await keepCopies(stage.app, signal, true), 1);
    const [slot] = await due();
    assert.equal(slot?.behind, null);
    assert.ok(slot.took_ms < 1_000_000, `${slot.took_ms} ms`);
  });

  it('are looked at once more where something changed while a round was on its way', async () => {
    await stage.keep(...Array.from({ length: 1500 }, (_, i) => say(`p${i}`)));
    await tell();
    await stage.app.db.query(
      "update copy_due set behind = (select min(id) from posts), not_before = 'epoch'",
    );
    await stage.keep(say('meanwhile', new Date(NOON.getTime() - 1)));
    await tell();
    assert.equal((await due())[0]?.is_again, true);
    assert.equal(await keepCopies(stage.app, signal, true), 1501);
    assert.deepEqual(
      (await due()).map(({ is_due: isDue }) => isDue),
      [false],
    );
  });
});
