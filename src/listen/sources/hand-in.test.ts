import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { type App, systemActor } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { type IntakeBatch, intakePathPort, takeIn } from '#listen/intake/index.ts';
import { createTestApp, type TestApp, until } from '../../../test/helpers/app.ts';
import { addSource, getSource, readSourceNow } from './index.ts';
import { superviseSources } from './reading/supervisor.ts';
import { provideSources, scriptedSource, untilStopped } from './testing/script-source.ts';

let test: TestApp;
let app: App;

before(async () => {
  test = await createTestApp();
  app = test.app;
});
after(() => test.close());

it('says what is wrong with the way of its batches, keeps its cursor, and goes on from it', async () => {
  const given: IntakeBatch[] = [];
  let isBroken = false;
  app.provide(intakePathPort, {
    async handIn(_app, batch) {
      if (isBroken) throw new AppError('stream.busy', 503, 'NATS has not answered for 20 s: timeout.');
      given.push(batch);
      return takeIn(app, { ...batch, items: [] });
    },
  });
  const source = scriptedSource('stream', 'stream', async function* (context) {
    const from = Number(context.cursor ?? 0);
    for (let n = from; n < from + 2; n++) {
      yield { items: [], skipped: 1, cursor: String(n + 1) };
      isBroken = n === 0;
    }
    await untilStopped(context);
  });
  provideSources(app, [source]);
  const end = new AbortController();
  const running = await superviseSources(app, end.signal);
  const { id } = await addSource(app, systemActor, {
    kind: 'stream',
    config: { url: 'https://one.example' },
  });
  await until('it is in trouble', async () => (await getSource(app, id)).health === 'backing-off');
  assert.match((await getSource(app, id)).problem ?? '', /NATS has not answered for 20 s/);
  assert.equal(given.length, 1, 'the first batch went through');
  isBroken = false;
  source.script = async function* (context) {
    assert.equal(context.cursor, '1', 'what did not go through is read again');
    yield { items: [], skipped: 1, cursor: '2' };
    await untilStopped(context);
  };
  await readSourceNow(app, systemActor, id);
  await until('it is well again', async () => (await getSource(app, id)).health === 'ok');
  assert.equal(given.length, 2);
  end.abort();
  await running.stopped();
});
