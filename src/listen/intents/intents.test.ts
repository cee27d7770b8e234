import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { createTestApp, type TestApp, until } from '../../../test/helpers/app.ts';
import { companyIntentsPort } from '#listen/understanding/index.ts';
import { keepCompanyIntents, tryText } from './company.ts';
import { intentJobs } from './jobs.ts';
import { readOverview } from './overview.ts';
import type { Figures } from './schema.ts';
import {
  addExamples,
  createIntent,
  forgetIntent,
  importExamples,
  listExamples,
  removeExample,
  removeIntent,
  renameIntent,
  restoreIntent,
} from './service.ts';
import { activateModel, isBetter, runTraining, startTraining } from './train.ts';

const ORDER = 'where is my parcel\nmy package has not arrived\ntrack my order\nthe delivery is late';
const REFUND = 'I want my money back\nplease refund me\nhow do I get a refund\nrefund for a broken lamp';

describe('intents', () => {
  let test: TestApp;
  const stop = new AbortController();
  const me = systemActor;
  const find = async (name: string) => (await readOverview(test.app)).items.find((one) => one.name === name);
  const code = (wanted: string) => (error: { code?: string }) => error.code === wanted;
  const train = async (activateWhenBetter = false) => {
    const { id } = await startTraining(test.app, me, { activateWhenBetter });
    await runTraining(test.app, id, new AbortController().signal);
    return id;
  };

  before(async () => {
    test = await createTestApp();
    await keepCompanyIntents(test.app, stop.signal);
  });
  after(async () => {
    stop.abort();
    await test.close();
  });

  it('have nothing to say before they learnt, and say so', async () => {
    assert.deepEqual(await readOverview(test.app), {
      items: [],
      active: null,
      latest: null,
      isChanged: false,
    });
    assert.equal(test.app.use(companyIntentsPort).classify('hello'), null);
    await assert.rejects(tryText(test.app, 'hello'), code('intent.no_model'));
    await assert.rejects(startTraining(test.app, me, { activateWhenBetter: false }), /0 have some now/);
  });

  it('are made, and no two have one name', async () => {
    const { id } = await createIntent(test.app, me, 'Orders');
    await assert.rejects(createIntent(test.app, me, 'ORDERS'), code('intent.name_taken'));
    assert.deepEqual(await find('Orders'), {
      id,
      name: 'Orders',
      examples: 0,
      precision: null,
      recall: null,
    });
  });

  it('take examples once, also under other capitals, and count what was there', async () => {
    const { id } = (await find('Orders'))!;
    const first = await addExamples(test.app, me, id, ORDER);
    assert.deepEqual([first.added, first.doubled, first.created], [4, 0, 0]);
    const again = await addExamples(
      test.app,
      me,
      id,
      `WHERE is my parcel\n\nnew words here\n${'x'.repeat(4001)}`,
    );
    assert.deepEqual([again.added, again.doubled, again.refusedCount, again.refused[0]!.line], [1, 1, 1, 4]);
    assert.equal((await find('Orders'))!.examples, 5);
    await assert.rejects(startTraining(test.app, me, { activateWhenBetter: false }), /1 has some now/);
  });

  it('are made by an import that names them', async () => {
    const lines = REFUND.split('\n').map((text) => JSON.stringify({ text, label: 'Refunds' }));
    const taken = await importExamples(
      test.app,
      me,
      [...lines, 'oops', '{"text":"late","label":"orders"}'].join('\n'),
    );
    assert.deepEqual(
      [taken.added, taken.created, taken.refused],
      [5, 1, [{ line: 5, reason: 'This is not JSON.' }]],
    );
    assert.equal((await find('Orders'))!.examples, 6, 'the name was known in other capitals');
  });

  it('show examples page by page, and take one away that its text brings back', async () => {
    const { id } = (await find('Orders'))!;
    const first = await listExamples(test.app, id, { limit: 4 });
    const second = await listExamples(test.app, id, { limit: 4, cursor: first.nextCursor });
    assert.deepEqual([first.items.length, second.items.length, second.nextCursor], [4, 2, undefined]);
    assert.equal(second.items.at(-1)!.text, 'where is my parcel');
    const { text } = await removeExample(test.app, me, id, first.items[0]!.id);
    assert.equal(text, 'late');
    await assert.rejects(
      removeExample(test.app, me, id, first.items[0]!.id),
      code('intent.example_not_found'),
    );
    assert.equal((await addExamples(test.app, me, id, text)).added, 1);
  });

  it('learn, are used at once by every process, and tell how good they are', async () => {
    const told: number[] = [];
    const end = test.app.bus.on('intents.training', ({ progress }) => void told.push(progress));
    const id = await train();
    const { active, latest, isChanged, items } = await readOverview(test.app);
    assert.deepEqual(
      [active!.id, active!.state, active!.isActive, latest, isChanged],
      [id, 'ready', true, null, false],
    );
    assert.equal(active!.figures!.texts, 10);
    assert.ok(items.every(({ recall }) => recall !== null));
    await until('the process heard of it', () => test.app.use(companyIntentsPort).modelId === id);
    assert.equal(test.app.use(companyIntentsPort).classify('refund please!')!.label, 'Refunds');
    const answer = await tryText(test.app, 'is my parcel late');
    assert.equal(answer.label, 'Orders');
    assert.ok(answer.because.length > 0);
    await until('the end was told', () => told.at(-1) === 1);
    end();
    const [row] = await test.app.db.query<{ count: string }>(
      `select count(*) from audit_entries where action in ('intent.training_started', 'intent.model_activated') and subject = $1`,
      [id],
    );
    assert.equal(Number(row!.count), 2);
  });

  it('use a later training only when somebody says so', async () => {
    const before = (await readOverview(test.app)).active!.id;
    const id = await train();
    const { active, latest } = await readOverview(test.app);
    assert.deepEqual([active!.id, latest!.id, latest!.state], [before, id, 'ready']);
    await activateModel(test.app, me, id);
    assert.equal((await readOverview(test.app)).active!.id, id);
    await assert.rejects(activateModel(test.app, me, 'imodel_nothing'), code('intent.model_not_found'));
  });

  it('train one at a time', async () => {
    const { id } = await startTraining(test.app, me, { activateWhenBetter: false });
    await assert.rejects(
      startTraining(test.app, me, { activateWhenBetter: false }),
      code('intent.already_training'),
    );
    const stopped = new AbortController();
    stopped.abort();
    await runTraining(test.app, id, stopped.signal);
    assert.equal(
      (await readOverview(test.app)).latest!.state,
      'running',
      'a stopping process leaves it to the next',
    );
    await intentJobs(test.app)['intents.train']!({ modelId: id }, new AbortController().signal);
    assert.equal((await readOverview(test.app)).latest!.state, 'ready');
    await runTraining(test.app, id, new AbortController().signal);
  });

  it('say what a training failed of, and keep what was in use', async () => {
    const { id } = await startTraining(test.app, me, { activateWhenBetter: true });
    const refunds = (await find('Refunds'))!.id;
    await removeIntent(test.app, me, refunds);
    await runTraining(test.app, id, new AbortController().signal);
    const { active, latest } = await readOverview(test.app);
    assert.deepEqual([latest!.state, active!.state], ['failed', 'ready']);
    assert.match(latest!.problem!, /All examples say "Orders"/);
    await restoreIntent(test.app, me, refunds);
    assert.equal((await find('Refunds'))!.examples, 4, 'its examples came back with it');
  });

  it('are renamed, removed, brought back within a day, and then gone', async () => {
    const { id } = await createIntent(test.app, me, 'Hours');
    await addExamples(test.app, me, id, 'when do you open');
    await renameIntent(test.app, me, id, 'Opening hours');
    await assert.rejects(renameIntent(test.app, me, id, 'refunds'), code('intent.name_taken'));
    await removeIntent(test.app, me, id);
    await assert.rejects(addExamples(test.app, me, id, 'x'), code('intent.not_found'));
    await createIntent(test.app, me, 'opening HOURS');
    await assert.rejects(restoreIntent(test.app, me, id), code('intent.name_taken'));
    await removeIntent(test.app, me, (await find('opening HOURS'))!.id);
    await restoreIntent(test.app, me, id);
    await forgetIntent(test.app, id);
    assert.ok(await find('Opening hours'), 'what was brought back is not forgotten');
    await removeIntent(test.app, me, id);
    await forgetIntent(test.app, id);
    await assert.rejects(restoreIntent(test.app, me, id), code('intent.not_restorable'));
    assert.equal((await readOverview(test.app)).isChanged, true);
  });
});

describe('a better training', () => {
  const figures = (accuracy: number, labels: string[]): Figures => ({
    texts: 10,
    accuracy,
    macroF1: accuracy,
    outOfScope: null,
    labels: labels.map((label) => ({ label, examples: 1, precision: null, recall: null })),
    confusions: [],
    notes: [],
  });

  it('is right more often and loses no intent', () => {
    assert.equal(isBetter(figures(0.9, ['a', 'b']), figures(0.8, ['a', 'b'])), true);
    assert.equal(isBetter(figures(0.8, ['a', 'b']), figures(0.8, ['a', 'b'])), false);
    assert.equal(isBetter(figures(0.9, ['a']), figures(0.8, ['a', 'b'])), false);
    assert.equal(isBetter(figures(0.9, ['a', 'b', 'c']), figures(0.8, ['a', 'b'])), true);
    assert.equal(isBetter(figures(0, []), null), true);
  });
});
