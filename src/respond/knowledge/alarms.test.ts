import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { note } from './figures/service.ts';
import { tellAlarms } from './alarms.ts';
import { openStage, type Stage } from './testing/stage.ts';

const api = '/api/v1/knowledge';
let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const notices = () =>
  stage.app.db.query<{ title: string }>(`select title from notices where resolved_at is null order by id`);

describe('articles that need a look', () => {
  it('are told to the owners once, and no more when somebody looked', async () => {
    await tellAlarms(stage.app);
    assert.deepEqual(await notices(), []);
    const id = await stage.article('Old tariff', 'Text.');
    await stage.manager.patch(`${api}/articles/${id}`, { reviewOn: '2021-05-01' });
    await tellAlarms(stage.app);
    await tellAlarms(stage.app);
    assert.deepEqual(
      (await notices()).map(({ title }) => title),
      ['“Old tariff” needs a look'],
    );
    await stage.manager.patch(`${api}/articles/${id}`, { reviewOn: '2999-01-01' });
    await tellAlarms(stage.app);
    assert.deepEqual(await notices(), []);
  });

  it('are those that readers say do not help', async () => {
    const id = await stage.article('Unhelpful', 'Text.');
    const alarm = async () => (await stage.agent.get(`${api}/articles/${id}`)).body.alarm;
    for (let i = 0; i < 4; i++) await note(stage.app, 'unhelpful', id, 'en');
    assert.equal(await alarm(), null);
    await note(stage.app, 'unhelpful', id, 'en');
    assert.equal(await alarm(), 'votes');
    for (let i = 0; i < 6; i++) await note(stage.app, 'helpful', id, 'en');
    assert.equal(await alarm(), null);
  });
});
