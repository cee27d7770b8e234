import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { pick, randomFrom } from '../../../../test/helpers/random.ts';
import { openStage, type Stage } from '../testing/stage.ts';
import { shelfOf } from './shelf.ts';

const api = '/api/v1/knowledge';
let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const ask = async (question: string, more = {}) =>
  (await shelfOf(stage.app))
    .rank(question, { limit: 10, ...more })
    .map(({ text }) => `${text.language}: ${text.title}`);

describe('the shelf', () => {
  it('gives each article once, in the language of the reader where there is one', async () => {
    const id = await stage.article('Router restart', 'Hold the button of the router.');
    await stage.agent.post(`${api}/articles/${id}/texts`, {
      language: 'de',
      title: 'Router neu starten',
      body: 'Den Knopf am Router drücken.',
    });
    await stage.manager.post(`${api}/articles/${id}/texts/de/publish`);
    await stage.article('Modem', 'No router here.', { visibility: 'internal' });
    await stage.tell();
    assert.deepEqual(await ask('router', { language: 'de' }), ['de: Router neu starten', 'en: Modem']);
    assert.deepEqual(await ask('router', { language: 'en' }), ['en: Router restart', 'en: Modem']);
    assert.deepEqual(await ask('router', { language: 'en', isPublic: true }), ['en: Router restart']);
    assert.deepEqual(await ask('router restart', { language: 'fr' }), ['en: Router restart', 'en: Modem']);
  });

  it('is in step with what people did, in any order', async () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 100_000);
    const random = randomFrom(seed);
    const shown = new Map<string, string>();
    const ids: string[] = [];
    for (let step = 0; step < 40; step++) {
      const id = ids[pick(random, ids.length || 1)];
      const act = pick(random, 5);
      if (id === undefined || act === 0) {
        const title = `Walrus ${step}`;
        const made = await stage.agent.post(`${api}/articles`, {
          title,
          body: 'About walruses.',
          language: 'en',
        });
        ids.push(made.body.id);
        continue;
      }
      const text = `${api}/articles/${id}/texts/en`;
      if (act === 1) await stage.manager.post(`${text}/publish`);
      if (act === 2) await stage.manager.post(`${text}/withdraw`);
      if (act === 3) await stage.manager.patch(`${api}/articles/${id}`, { isArchived: random() < 0.5 });
      if (act === 4) {
        const { written } = (await stage.manager.get(`${api}/articles/${id}`)).body;
        const draft = {
          title: `Walrus ${step}`,
          body: 'More walruses.',
          revision: written[0].draft.revision,
        };
        assert.equal((await stage.manager.put(`${text}/draft`, draft)).status, 200);
      }
    }
    for (const id of ids) {
      const { written, isArchived } = (await stage.manager.get(`${api}/articles/${id}`)).body;
      if (written[0].published && !isArchived) shown.set(id, `en: ${written[0].published.title}`);
    }
    await stage.tell();
    const found = (await shelfOf(stage.app))
      .rank('walrus', { limit: 100 })
      .map(({ text }) => `en: ${text.title}`);
    assert.deepEqual(found.sort(), [...shown.values()].sort(), `seed ${seed}`);
  });
});
