import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { connectorsPort } from '#connectors/kit/index.ts';
import { sampleReplies, sampleSource } from '#connectors/sample/index.ts';
import { getBrand, readAccounts, removeSample, samplePort, startSample } from '#people/brand/index.ts';
import { listSources } from '#listen/sources/index.ts';
import { createTopic, listTopics } from '#listen/topics/index.ts';
import { createTestApp, type TestApp } from '../../../test/helpers/app.ts';
import { sampleStream } from './index.ts';

describe('the sample company', () => {
  let test: TestApp;

  before(async () => {
    test = await createTestApp();
    test.app.provide(connectorsPort, {
      sources: new Map([[sampleSource.kind, sampleSource]]),
      replies: new Map([[sampleReplies.network, sampleReplies]]),
      profiles: new Map(),
      lineParsers: new Map(),
    });
    test.app.provide(samplePort, sampleStream);
  });
  after(() => test.close());

  it('comes with a source, topics and an account that can answer, and lends its name', async () => {
    const brand = await startSample(test.app, systemActor);
    assert.equal(brand.name, 'Lumora Mobile');
    assert.equal(brand.isSample, true);
    assert.deepEqual(
      (await listSources(test.app)).map((source) => source.kind),
      ['sample'],
    );
    assert.deepEqual(
      (await readAccounts(test.app)).map((account) => account.handle),
      ['lumora.example'],
    );
    assert.equal((await listTopics(test.app)).length, 6);
  });

  it('is started twice without being doubled', async () => {
    await startSample(test.app, systemActor);
    assert.equal((await listSources(test.app)).length, 1);
    assert.equal((await listTopics(test.app)).length, 6);
  });

  it('leaves without a trace, except what people made themselves', async () => {
    await createTopic(test.app, systemActor, {
      name: 'Our own',
      query: 'kestrel',
      kind: 'brand',
      toInbox: true,
    });
    await removeSample(test.app, systemActor);
    assert.deepEqual(
      (await listTopics(test.app)).map((topic) => topic.name),
      ['Our own'],
    );
    assert.deepEqual(await listSources(test.app), []);
    assert.deepEqual(await readAccounts(test.app), []);
    const brand = await getBrand(test.app);
    assert.equal(brand.name, '');
    assert.equal(brand.isSample, false);
  });
});
