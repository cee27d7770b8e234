import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { App } from '#platform/app/index.ts';
import { createTestApp, type TestApp, until } from '../../../test/helpers/app.ts';
import { findNatsServer, type NatsServers, startNats } from '../../../test/helpers/nats.ts';
import { renderFigures } from '../../main/figures.ts';
import { pipelineShape } from './schema.ts';
import { connectPipeline, runMatcher } from './service.ts';
import { streamPort } from './ports.ts';
import { readPipeline } from './view.ts';

const skip = findNatsServer() ? false : 'nats-server is missing: apt-get install nats-server';
let test: TestApp;
let app: App;
let nats: NatsServers;

describe('what is told of the pipeline', { skip }, () => {
  before(async () => {
    nats = await startNats(1);
    test = await createTestApp({ natsUrl: nats.url, natsPartitions: 3 });
    app = test.app;
  });
  after(async () => {
    await test.close();
    await nats.close();
  });

  it('is that nothing lies between where there is no stream', async () => {
    const alone = { ...app, config: { ...app.config, natsUrl: undefined } };
    assert.equal(await connectPipeline(alone), undefined);
    assert.equal(await runMatcher(alone, new AbortController().signal), undefined);
    assert.equal(pipelineShape.parse(await readPipeline(alone)).path, 'direct');
    assert.doesNotMatch(await renderFigures(alone), /^rapport_stream_up\{/m);
  });

  it('is what waits in each partition, and who is to be started; then that nobody answers', async () => {
    const running = await connectPipeline(app);
    const message = { partition: 2, id: 'one', body: Buffer.from('{}') };
    await app.use(streamPort).publish([message], new AbortController().signal);
    const view = pipelineShape.parse(await readPipeline(app));
    assert.deepEqual(
      [view.path, view.waiting, view.stream?.partitions.map((one) => one.waiting)],
      ['stream', 1, [0, 0, 1]],
    );
    const figures = await renderFigures(app);
    assert.match(figures, /^rapport_stream_waiting_messages\{partition="2"\} 1$/m);
    assert.match(figures, /^rapport_stream_up\{stream="rapport"\} 1$/m);
    const end = new AbortController();
    const matcher = await runMatcher(app, end.signal);
    await until('the message is dealt with', async () => (await readPipeline(app)).waiting === 0);
    const refusals = await app.db.query<{ code: string }>('select code from refusals');
    assert.deepEqual(refusals, [{ code: 'pipeline.message_invalid' }]);
    end.abort();
    await matcher?.stopped();
    await nats.kill('n1');
    const gone = pipelineShape.parse(await readPipeline(app));
    assert.deepEqual([gone.path, gone.stream], ['stream', null]);
    assert.match(gone.problem ?? '', /NATS has not answered/);
    assert.match(await renderFigures(app), /^rapport_stream_up\{stream="rapport"\} 0$/m);
    await running?.stopped();
  });
});
