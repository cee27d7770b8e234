import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { App } from '#platform/app/index.ts';
import { takeIn } from '#listen/intake/index.ts';
import { post } from '#listen/intake/testing/posts.ts';
import { findPosts, postLabelsPort, postsFeature } from '#listen/posts/index.ts';
import { createTestServer, type TestServer } from '../../../../../test/helpers/server.ts';
import { storedLabels, understandingFeature } from '../../index.ts';
import { explainPost } from '../../service.ts';
import { askAboutPosts } from '../run.ts';
import { localModel } from './index.ts';
import { modelFolder, realRuntime, standInRuntime } from './testing/tiny-model.ts';

const INPUT = {
  isOn: true,
  url: 'local',
  model: '',
  requestsPerDay: 100,
  tokensPerDay: 100_000,
  timeoutMs: 60_000,
};

describe('a model in a folder of this machine, as the slower model', () => {
  const folder = modelFolder(realRuntime() ?? standInRuntime());
  let test: TestServer;
  let app: App;
  before(async () => {
    test = await createTestServer([postsFeature, understandingFeature], { localModel: folder });
    app = test.app;
    app.provide(postLabelsPort, storedLabels);
  });
  after(async () => {
    await localModel(app)
      ?.end()
      .catch(() => undefined);
    await test.close();
  });

  let count = 0;
  const keep = async (text: string) => {
    const externalId = `p${count++}`;
    await takeIn(app, {
      sourceId: null,
      keepsAll: true,
      items: [post(externalId, { text, createdAt: new Date() })],
    });
    return externalId;
  };
  const ask = () => askAboutPosts(app, new AbortController().signal);
  const sentimentOf = async (externalId: string) => {
    const [stored] = await findPosts(app, 'test', [externalId]);
    return (await explainPost(app, stored!.id)).labels.find(({ key }) => key === 'sentiment')!;
  };
  const day = async () =>
    (
      await app.db.query<{ requests: number; known: number; failures: number; tokens: number }>(
        'select requests, known, failures, tokens::int as tokens from slow_tier_days',
      )
    )[0]!;

  it('is off until somebody switches it on', async () => {
    const owner = await test.staff('owner');
    const view = (await owner.get('/api/v1/understanding/slow')).body;
    assert.deepEqual([view.isOn, view.local], [false, { name: 'tiny', problem: null }]);
    const id = await keep('that parcel, hmm, love');
    await ask();
    assert.equal((await sentimentOf(id)).source, 'built-in');
    const saved = await owner.put('/api/v1/understanding/slow', INPUT);
    assert.equal(saved.status, 200);
    assert.match(saved.body.model, /^tiny@/);
    const { detail } = (
      await app.db.query<{ detail: object }>(
        `select detail from audit_entries where action = 'slow_tier.changed'`,
      )
    )[0]!;
    assert.match(JSON.stringify(detail), /"url":"local"/);
  });

  it('changes the label that is shown, beside the built-in one', async () => {
    const id = await keep('I love hate hate hate parcel');
    const before = await sentimentOf(id);
    assert.equal(before.source, 'built-in');
    const other = await keep('the parcel is here, love from Leeds');
    await ask();
    const shown = await sentimentOf(id);
    assert.deepEqual([shown.value, shown.source], ['negative', 'model']);
    assert.match(shown.model, /^tiny@[0-9a-f]{8}$/);
    assert.deepEqual([shown.quick.value, shown.quick.source], [before.value, 'built-in']);
    const positive = await sentimentOf(other);
    assert.deepEqual([positive.value, positive.source], ['positive', 'model']);
    const [stored] = await findPosts(app, 'test', [id]);
    const { labels } = await explainPost(app, stored!.id);
    assert.equal(
      labels.find(({ key }) => key === 'complaint')!.source,
      'built-in',
      'what it was not asked stays',
    );
  });

  it('keeps to the budget, and asks once about equal texts', async () => {
    const before = await day();
    await keep('the same love');
    await keep('the same love');
    await ask();
    const now = await day();
    assert.deepEqual([now.requests - before.requests, now.known - before.known], [1, 1]);
    assert.equal(now.tokens - before.tokens, 3);
    await app.db.query('update slow_tier set requests_per_day = (select requests from slow_tier_days)');
    const id = await keep('beyond the love');
    await ask();
    assert.equal((await sentimentOf(id)).source, 'built-in');
    await app.db.query('update slow_tier set requests_per_day = 1000');
    await ask();
    assert.equal((await sentimentOf(id)).source, 'model', 'the next day it is asked');
  });

  it('answers a trial', async () => {
    const owner = await test.staff('owner', 'trial@staff.example');
    const trial = (await owner.post('/api/v1/understanding/slow/trial')).body;
    assert.deepEqual([trial.isFine, trial.problem], [true, null]);
    assert.deepEqual(Object.keys(trial.said), ['sentiment']);
  });

  it('that breaks is told of clearly, rests, and breaks nothing else', async () => {
    const owner = await test.staff('owner', 'broken@staff.example');
    rmSync(path.join(folder, 'tokenizer.json'));
    const ids = [
      await keep('one love'),
      await keep('two love'),
      await keep('three love'),
      await keep('four love'),
    ];
    await ask();
    for (const id of ids) assert.equal((await sentimentOf(id)).source, 'built-in');
    const view = (await owner.get('/api/v1/understanding/slow')).body;
    assert.match(view.problem, /“tiny” cannot be used\. It has no tokenizer\.json/);
    assert.match(view.local.problem, /no tokenizer\.json/);
    assert.notEqual(view.restingUntil, null);
    const refused = await owner.put('/api/v1/understanding/slow', INPUT);
    assert.equal(refused.status, 409);
    assert.equal(refused.body.error?.code ?? refused.body.code, 'slow_tier.folder_unusable');
    const trial = (await owner.post('/api/v1/understanding/slow/trial')).body;
    assert.deepEqual([trial.isFine, /no tokenizer/.test(trial.problem)], [false, true]);
  });

  it('is asked again once it is mended, and is another model then', async () => {
    const known = (await app.db.query<{ model: string }>('select model from slow_tier'))[0]!.model;
    const whole = modelFolder();
    const { readFileSync } = await import('node:fs');
    writeFileSync(
      path.join(folder, 'tokenizer.json'),
      `${readFileSync(path.join(whole, 'tokenizer.json'), 'utf8')}\n`,
    );
    await app.db.query('update slow_tier set failures = 0, resting_until = null');
    const id = await keep('the same love');
    await ask();
    const label = await sentimentOf(id);
    assert.equal(label.source, 'model');
    assert.notEqual(label.model, known, 'answers of the other one are not taken for its own');
  });
});

it('cannot be chosen where the operator named no folder', async () => {
  const test = await createTestServer([postsFeature, understandingFeature]);
  const owner = await test.staff('owner');
  assert.equal((await owner.get('/api/v1/understanding/slow')).body.local, null);
  const refused = await owner.put('/api/v1/understanding/slow', INPUT);
  assert.equal(refused.status, 409);
  assert.match(JSON.stringify(refused.body), /RAPPORT_LOCAL_MODEL/);
  await test.close();
});
