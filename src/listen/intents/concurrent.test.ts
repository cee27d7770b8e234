import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { createTestApp, type TestApp } from '../../../test/helpers/app.ts';
import { deleteOldModels, finishModel, insertModel } from './model-store.ts';
import { readOverview } from './overview.ts';
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
import { insertExamples } from './store.ts';
import { activateModel, startTraining } from './train.ts';

const me = systemActor;
const NO_FIGURES = {
  texts: 0,
  accuracy: 0,
  macroF1: 0,
  outOfScope: null,
  labels: [],
  confusions: [],
  notes: [],
};

describe('intents that several work on at once', () => {
  let test: TestApp;
  const names = async () =>
    (await readOverview(test.app)).items.map(({ name, examples }) => [name, examples]);
  const settled = async (work: readonly Promise<unknown>[]) => {
    const all = await Promise.allSettled(work);
    return all.map((one) => (one.status === 'fulfilled' ? 'done' : (one.reason as { code?: string }).code));
  };
  const lines = (texts: readonly string[], label: string) =>
    texts.map((text) => JSON.stringify({ text, label })).join('\n');

  before(async () => {
    test = await createTestApp();
  });
  beforeEach(() => test.app.db.query('truncate intents, intent_examples, intent_models cascade'));
  after(() => test.close());

  it('take imports of the same examples, one from the end, each example once', async () => {
    await createIntent(test.app, me, 'Orders');
    const texts = Array.from({ length: 4000 }, (_, i) => `example number ${i}`);
    const taken = await Promise.all([
      importExamples(test.app, me, lines(texts, 'Orders')),
      importExamples(test.app, me, lines(texts.toReversed(), 'ORDERS')),
      importExamples(test.app, me, lines(texts, 'orders')),
    ]);
    assert.equal(
      taken.reduce((sum, { added }) => sum + added, 0),
      4000,
    );
    assert.equal(
      taken.reduce((sum, { created }) => sum + created, 0),
      0,
    );
    for (const { added, doubled } of taken) assert.equal(added + doubled, 4000);
    const [[, examples] = []] = await names();
    assert.equal(examples, 4000);
  });

  it('add the same examples from both ends, and wait for each other in one order', async () => {
    await createIntent(test.app, me, 'Orders');
    const texts = Array.from({ length: 20_000 }, (_, i) => `example number ${i}`);
    const orders = texts.map(() => 'Orders');
    const added = await Promise.all([
      insertExamples(test.app, texts, orders),
      insertExamples(test.app, texts.toReversed(), orders),
    ]);
    assert.equal(added[0]! + added[1]!, 20_000);
  });

  it('take imports that make the same intents in another order', async () => {
    const many = Array.from({ length: 300 }, (_, i) =>
      JSON.stringify({ text: 'hello', label: `Intent ${i}` }),
    );
    await Promise.all([
      importExamples(test.app, me, many.join('\n')),
      importExamples(test.app, me, many.toReversed().join('\n')),
    ]);
    assert.equal((await names()).length, 300);
  });

  it('give a name to one of those who want it', async () => {
    const outcomes = await settled(
      ['Orders', 'orders', 'ORDERS'].map((name) => createIntent(test.app, me, name)),
    );
    assert.deepEqual(outcomes.toSorted(), ['done', 'intent.name_taken', 'intent.name_taken']);
    const a = await createIntent(test.app, me, 'A');
    const b = await createIntent(test.app, me, 'B');
    const renamed = await settled([
      renameIntent(test.app, me, a.id, 'New'),
      renameIntent(test.app, me, b.id, 'NEW'),
    ]);
    assert.deepEqual(renamed.toSorted(), ['done', 'intent.name_taken']);
    await renameIntent(test.app, me, a.id, 'aa');
    await renameIntent(test.app, me, a.id, 'AA');
  });

  it('are removed once, brought back once, and hold no trace of what was refused', async () => {
    const { id } = await createIntent(test.app, me, 'Orders');
    await addExamples(test.app, me, id, 'where is it\nlost');
    const entries = async () =>
      (
        await test.app.db.query<{ action: string }>('select action from audit_entries where subject = $1', [
          id,
        ])
      ).map(({ action }) => action);
    assert.deepEqual((await settled([1, 2, 3].map(() => removeIntent(test.app, me, id)))).toSorted(), [
      'done',
      'intent.not_found',
      'intent.not_found',
    ]);
    assert.deepEqual((await settled([1, 2, 3].map(() => restoreIntent(test.app, me, id)))).toSorted(), [
      'done',
      'intent.not_restorable',
      'intent.not_restorable',
    ]);
    const actions = await entries();
    assert.equal(actions.filter((action) => action === 'intent.removed').length, 1);
    assert.equal(actions.filter((action) => action === 'intent.restored').length, 1);
    const [, outcome] = await settled([removeIntent(test.app, me, id), addExamples(test.app, me, id, 'new')]);
    assert.ok(outcome === 'done' || outcome === 'intent.not_found', outcome);
    await Promise.all([forgetIntent(test.app, id), forgetIntent(test.app, id)]);
    assert.deepEqual(await test.app.db.query('select from intent_examples'), []);
  });

  it('keep the examples of one intent from being read or removed through another', async () => {
    const a = await createIntent(test.app, me, 'A');
    const b = await createIntent(test.app, me, 'B');
    await addExamples(test.app, me, a.id, 'of a');
    const [example] = (await listExamples(test.app, a.id, { limit: 5 })).items;
    await assert.rejects(removeExample(test.app, me, b.id, example!.id), {
      code: 'intent.example_not_found',
    });
    assert.deepEqual((await listExamples(test.app, b.id, { limit: 5 })).items, []);
    assert.equal((await listExamples(test.app, a.id, { limit: 5 })).items.length, 1);
    assert.equal((await addExamples(test.app, me, b.id, 'OF A')).added, 1, 'a text may be said of two');
  });

  it('show every example once over pages while more are added', async () => {
    const { id } = await createIntent(test.app, me, 'A');
    await addExamples(test.app, me, id, Array.from({ length: 25 }, (_, i) => `old ${i}`).join('\n'));
    const seen: string[] = [];
    for (let cursor: string | undefined, round = 0; ; round++) {
      const page = await listExamples(test.app, id, { limit: 4, cursor });
      seen.push(...page.items.map(({ text }) => text));
      await addExamples(test.app, me, id, `new ${round}`);
      cursor = page.nextCursor;
      if (cursor === undefined) break;
    }
    assert.deepEqual(
      seen,
      Array.from({ length: 25 }, (_, i) => `old ${24 - i}`),
    );
    for (const keys of [['x'], ['1e999'], [2 ** 60], [0.5], [-1, 2]])
      await assert.rejects(
        listExamples(test.app, id, {
          limit: 4,
          cursor: Buffer.from(JSON.stringify(keys)).toString('base64url'),
        }),
        { code: 'http.cursor_invalid' },
        JSON.stringify(keys),
      );
  });

  it('train once for those who press the button together, and one model is in use whatever is activated', async () => {
    await importExamples(
      test.app,
      me,
      `${lines(['lost parcel', 'where is my parcel', 'parcel late'], 'Orders')}\n${lines(['money back', 'refund me', 'refund please'], 'Refunds')}`,
    );
    const press = () => startTraining(test.app, me, { activateWhenBetter: false });
    assert.deepEqual((await settled([press(), press(), press()])).toSorted(), [
      'done',
      'intent.already_training',
      'intent.already_training',
    ]);
    const first = (await readOverview(test.app)).latest!.id;
    await finishModel(test.app, first, NO_FIGURES, new Uint8Array(4));
    const { id: second } = await press();
    await assert.rejects(
      activateModel(test.app, me, second),
      { code: 'intent.model_not_found' },
      'still running',
    );
    await finishModel(test.app, second, NO_FIGURES, new Uint8Array(4));
    const outcomes = await settled(
      [first, second, first, second].map((id) => activateModel(test.app, me, id)),
    );
    assert.deepEqual(outcomes, ['done', 'done', 'done', 'done']);
    const active = await test.app.db.query('select from intent_models where is_active');
    assert.equal(active.length, 1);
  });

  it('keep the model in use while later trainings are cleared away', async () => {
    const ids = Array.from({ length: 8 }, (_, i) => `imodel_${i}`);
    for (const id of ids) {
      await insertModel(test.app, { id, intents: 2, examples: 4, activateWhenBetter: false });
      await finishModel(test.app, id, NO_FIGURES, new Uint8Array(4));
      if (id === ids[0]) await activateModel(test.app, me, id);
      await deleteOldModels(test.app, 5);
    }
    const kept = await test.app.db.query<{ id: string; active: boolean }>(
      'select id, is_active as active from intent_models order by id',
    );
    assert.deepEqual(
      kept.map(({ id, active }) => [id, active]),
      [[ids[0], true], ...ids.slice(3).map((id) => [id, false])],
    );
  });
});
