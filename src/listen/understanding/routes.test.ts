import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { takeIn } from '#listen/intake/index.ts';
import { post } from '#listen/intake/testing/posts.ts';
import { findPosts, postLabelsPort, postsFeature } from '#listen/posts/index.ts';
import { createTestServer, type TestServer } from '../../../test/helpers/server.ts';
import { storedLabels, understandingFeature } from './index.ts';

describe('the routes of labels', () => {
  let test: TestServer;
  let id = '';
  before(async () => {
    test = await createTestServer([postsFeature, understandingFeature]);
    test.app.provide(postLabelsPort, storedLabels);
    const text = 'this is awful, my parcel never came and nobody answers';
    await takeIn(test.app, { sourceId: null, items: [post('a', { text })], keepsAll: true });
    id = (await findPosts(test.app, 'test', ['a']))[0]!.id;
  });
  after(() => test.close());

  it('let everybody read, and agents correct', async () => {
    const [viewer, agent] = [await test.staff('viewer'), await test.staff('agent')];
    const url = `/api/v1/posts/${id}/labels`;
    assert.equal((await test.browser().get(url)).status, 401);
    const { body } = await viewer.get(url);
    const keys = body.labels.map(({ key }: { key: string }) => key);
    assert.equal(new Set(keys).size, 15);
    assert.equal((await viewer.put(`${url}/spam`, { value: 'yes' })).status, 403);
    assert.equal((await viewer.delete(`${url}/spam`)).status, 403);
    const corrected = await agent.put(`${url}/spam`, { value: 'yes' });
    assert.equal(corrected.status, 200);
    assert.equal(corrected.body.before, null);
    const shown = (await viewer.get(`/api/v1/posts/${id}`)).body.labels;
    const spam = shown.find(({ key }: { key: string }) => key === 'spam');
    assert.deepEqual([spam.source, spam.model, spam.confidence], ['person', 'The agent', 1]);
    assert.equal((await agent.put(`${url}/spam`, { value: 'no' })).body.before, 'yes');
    assert.equal((await agent.delete(`${url}/spam`)).status, 200);
    assert.equal((await agent.delete(`${url}/spam`)).status, 404);
  });

  it('refuse what is none, in words', async () => {
    const agent = await test.staff('agent', 'other@staff.example');
    const cases: [path: string, value: string, status: number, code: string][] = [
      [`${id}/labels/mood`, 'x', 400, 'http.invalid'],
      [`${id}/labels/sentiment`, 'furious', 400, 'labels.value_invalid'],
      ['post_01m81pact000carbn856v1gcxg/labels/spam', 'yes', 409, 'labels.not_yet'],
      ['nonsense/labels/spam', 'yes', 400, 'http.invalid'],
    ];
    for (const [path, value, status, code] of cases) {
      const answer = await agent.put(`/api/v1/posts/${path}`, { value });
      assert.equal(answer.status, status, path);
      if (code.startsWith('labels.')) assert.equal(answer.body.error.code, code);
    }
    assert.equal((await agent.get('/api/v1/posts/post_01m81pact000carbn856v1gcxg/labels')).status, 404);
  });

  it('tell what understands posts, with the card of the model', async () => {
    const viewer = await test.staff('viewer', 'another@staff.example');
    const overview = (await viewer.get('/api/v1/understanding')).body;
    assert.equal(overview.isWorking, true);
    assert.ok(
      overview.versions.some(
        ({ label, version }: { label: string; version: string }) => label === 'sentiment' && version !== '',
      ),
    );
    const card = (await viewer.get('/api/v1/understanding/card')).body.markdown;
    assert.match(card, /^# /);
    assert.equal((await viewer.post('/api/v1/understanding/training')).status, 403);
    assert.equal((await viewer.get('/api/v1/understanding/slow')).status, 403);
  });
});
