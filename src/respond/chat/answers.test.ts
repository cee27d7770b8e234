import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import { type PublicSearch, publicSearchPort } from '#people/members/index.ts';
import { answersFor, noteAnswered } from './answers.ts';
import { openStage } from './testing/stage.ts';

const stage = await openStage();
const { app } = stage;
after(() => stage.close());

const kindOf = (kind: string, count: number): PublicSearch => ({
  kind,
  isAnswer: true,
  label: () => kind,
  search: async (_app, asked, { visitor }) => {
    assert.equal(visitor, undefined, 'the widget asks as a stranger');
    return Array.from({ length: count }, (_, at) => ({
      id: `${kind}-${at}`,
      title: asked,
      path: `/community/t/${at}`,
      text: 'Update the firmware.',
      fit: 1,
      words: ['firmware'],
    }));
  },
  titles: async () => new Map(),
});

it('solved questions answer before a chat begins, cited with their address, and no other kind of page', async () => {
  const id = stage.widget.id;
  const ask = (q: string) => answersFor(app, id, { q, language: 'en' });
  assert.deepEqual(await ask('firmware lost'), [], 'no part of the site is open');
  app.provide(publicSearchPort, [kindOf('thread', 4), kindOf('idea', 3)]);
  const found = await ask('firmware lost');
  assert.deepEqual(
    found.map((one) => [one.id, one.excerpt, one.url]),
    [0, 1].map((at) => [`thread-${at}`, 'Update the firmware.', `${app.config.publicUrl}/community/t/${at}`]),
  );
  assert.deepEqual(await ask(' f '), []);
  await noteAnswered(app, id, 'thread-0', 'en');
  assert.deepEqual(
    await app.db.query('select article_id from chat_answers'),
    [],
    'figures of articles stay theirs',
  );
});
