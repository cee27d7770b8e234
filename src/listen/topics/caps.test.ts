import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { matcherPort } from '#listen/intake/index.ts';
import { until } from '../../../test/helpers/app.ts';
import { keepCaps, pauseFlooded } from './caps.ts';
import { changeTopic, readTopic, setTopicState } from './service.ts';
import { createStage, type Stage } from './testing/stage.ts';

describe('the cap of a topic', () => {
  let stage: Stage;
  let count = 0;
  before(async () => {
    stage = await createStage();
  });
  after(() => stage.close());
  beforeEach(() => stage.app.db.query('delete from notices'));

  /** A topic that is live, with a word of its own. */
  async function capped(cap: number) {
    const word = `flood${(count += 1)}x`;
    const { id } = await stage.topic(`Flood ${count}`, word, { capPerDay: cap });
    await until('it is live', () =>
      stage.app
        .find(matcherPort)!
        .match(stage.post(word), false)
        .some((match) => match.topicId === id),
    );
    const rain = (posts: number, more = {}) =>
      stage.pass(...Array.from({ length: posts }, () => stage.post(`${word} again`, more)));
    return {
      id,
      rain,
      state: async () => (({ state, isCapped }) => ({ state, isCapped }))(await readTopic(stage.app, id)),
    };
  }
  const notices = () =>
    stage.app.db.query<{ title: string; text: string; open: boolean }>(
      'select title, text, resolved_at is null as open from notices order by id',
    );

  it('pauses it when more posts came within a day, and tells the owners what to do', async () => {
    const { id, rain, state } = await capped(5);
    await rain(5);
    assert.deepEqual(await pauseFlooded(stage.app), []);
    await rain(1);
    assert.deepEqual(await pauseFlooded(stage.app), [id]);
    assert.deepEqual(await state(), { state: 'paused', isCapped: true });
    const [notice, ...more] = await notices();
    assert.equal(more.length, 0);
    assert.match(notice!.text, /more than 5 posts within 24 hours/);
    const [entry] = await stage.app.db.query<{ actor_kind: string; detail: unknown }>(
      `select actor_kind, detail from audit_entries where action = 'topic.capped' and subject = $1`,
      [id],
    );
    assert.deepEqual(entry, { actor_kind: 'system', detail: { cap: 5 } });
    assert.equal((await readTopic(stage.app, id)).matches, 6, 'what it brought is kept');
  });

  it('counts anew when somebody lets it go on, and closes the notice', async () => {
    const { id, rain, state } = await capped(3);
    await rain(4);
    await pauseFlooded(stage.app);
    await setTopicState(stage.app, systemActor, id, 'active');
    assert.deepEqual(await state(), { state: 'active', isCapped: false });
    assert.deepEqual(
      (await notices()).map((notice) => notice.open),
      [false],
    );
    assert.deepEqual(await pauseFlooded(stage.app), []);
    await until(
      'it is live again',
      async () => (await rain(1), (await readTopic(stage.app, id)).matches >= 5),
    );
    await rain(4);
    assert.deepEqual(await pauseFlooded(stage.app), [id]);
  });

  it('does not count what was written before yesterday', async () => {
    const { rain, state } = await capped(3);
    await rain(20, { createdAt: new Date(Date.now() - 25 * 3_600_000) });
    assert.deepEqual(await pauseFlooded(stage.app), []);
    assert.deepEqual(await state(), { state: 'active', isCapped: false });
  });

  it('leaves alone what a person paused, and topics without one', async () => {
    const { id, rain, state } = await capped(2);
    await rain(5);
    await setTopicState(stage.app, systemActor, id, 'paused');
    assert.deepEqual(await pauseFlooded(stage.app), []);
    assert.deepEqual(await state(), { state: 'paused', isCapped: false });
    await setTopicState(stage.app, systemActor, id, 'active');
    await changeTopic(stage.app, systemActor, id, { capPerDay: null });
    assert.deepEqual(await pauseFlooded(stage.app), []);
  });

  it('is looked after while posts come in, by itself', async () => {
    const stop = new AbortController();
    const caps = await keepCaps(stage.app, stop.signal);
    const { rain, state } = await capped(4);
    await rain(5);
    await until('it is paused', async () => (await state()).isCapped);
    stop.abort();
    await caps.stopped();
  });

  it('is asked once when two processes see the flood', async () => {
    const { id, rain } = await capped(1);
    await rain(3);
    const both = await Promise.all([pauseFlooded(stage.app), pauseFlooded(stage.app)]);
    assert.deepEqual(both.flat(), [id]);
    assert.equal((await notices()).length, 1);
  });
});
