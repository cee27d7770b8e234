import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { labelStoredSoon, readSaidLabels, understandingFeature } from '#listen/understanding/index.ts';
import { until } from '../../../test/helpers/app.ts';
import { createStage, type Stage } from '../topics/testing/stage.ts';
import { keepCompanyIntents } from './company.ts';
import { importExamples } from './service.ts';
import { runTraining, startTraining } from './train.ts';

const examples = (label: string, ...texts: string[]) =>
  texts.map((text) => JSON.stringify({ text, label })).join('\n');
const ORDERS = ['where is my parcel', 'my package has not arrived', 'track my order', 'the delivery is late'];
const REFUNDS = [
  'I want my money back',
  'please refund me',
  'how do I get a refund',
  'refund for a broken lamp',
];

describe('posts that were stored before a model of intents was learnt', () => {
  let stage: Stage;
  const stop = new AbortController();

  before(async () => {
    stage = await createStage();
    await stage.topic('Shop', 'shop');
    await keepCompanyIntents(stage.app, stop.signal);
    for (let i = 0; i < 30; i++)
      await stage.keep(
        stage.post(
          `shop: ${i % 2 ? 'please refund me, I want my money back' : 'where is my parcel, track my order'} ${i}`,
        ),
      );
  });
  after(async () => {
    stop.abort();
    await stage.close();
  });

  const intents = async () => {
    const rows = await stage.app.db.query<{ id: string; text: string }>(
      'select id, text from posts order by id',
    );
    const said = await readSaidLabels(
      stage.app,
      rows.map(({ id }) => id),
    );
    return rows.map(({ id, text }) => ({
      isRefund: text.includes('refund'),
      intent: said.get(id)?.find(({ key }) => key === 'intent')?.value,
    }));
  };
  const learn = async (lines: string) => {
    await importExamples(stage.app, systemActor, lines);
    const { id } = await startTraining(stage.app, systemActor, { activateWhenBetter: true });
    await runTraining(stage.app, id, new AbortController().signal);
  };
  const runJobs = async () => {
    const jobs = understandingFeature.jobs!(stage.app);
    await jobs['understanding.wake']!({}, new AbortController().signal);
    await jobs['understanding.label']!({}, new AbortController().signal);
  };

  it('get its labels in the background, with progress that is told', async () => {
    const told: { state: string; done: number; total: number }[] = [];
    const off = stage.app.bus.on('labels.progress', (progress) => void told.push(progress));
    await runJobs();
    assert.ok((await intents()).every(({ intent }) => intent === 'none'));
    told.length = 0;
    await learn([examples('Orders', ...ORDERS), examples('Refunds', ...REFUNDS)].join('\n'));
    await until('the model is held', async () => {
      await runJobs();
      return (await intents()).every(({ intent }) => intent !== 'none');
    });
    for (const { isRefund, intent } of await intents()) assert.equal(intent, isRefund ? 'Refunds' : 'Orders');
    await until('the end is told', () => told.some(({ state }) => state === 'done'));
    off();
    assert.deepEqual(told.at(-1), { state: 'done', done: 30, total: 30 });
  });

  it('are labelled soon after a model was activated, once however often that is asked', async () => {
    await stage.app.db.query('delete from graphile_worker._private_jobs').catch(() => undefined);
    await labelStoredSoon(stage.app);
    await labelStoredSoon(stage.app);
    const rows = await stage.app.db.query<{ key: string }>(
      `select key from graphile_worker.jobs where task_identifier = 'understanding.wake'`,
    );
    assert.equal(rows.length, 1);
  });
});
