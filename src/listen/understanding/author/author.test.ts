import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type App, systemActor } from '#platform/app/index.ts';
import { takeIn } from '#listen/intake/index.ts';
import { post } from '#listen/intake/testing/posts.ts';
import { findPosts, postLabelsPort, postsFeature } from '#listen/posts/index.ts';
import { createTestServer, type TestServer } from '../../../../test/helpers/server.ts';
import { storedLabels, understandingFeature } from '../index.ts';
import type { LabelKey } from '../said.ts';
import { correctLabel, explainPost, withdrawCorrection } from '../service.ts';

/** People write this in Galician; the model takes it for its sister. */
const TEXT = 'O tren chegou tarde outra vez e ninguén nos dixo nada, que vergoña';
const PROFILE = 'Springfield, Illinois';

describe('corrections of language and place', () => {
  let test: TestServer;
  let app: App;
  before(async () => {
    test = await createTestServer([postsFeature, understandingFeature]);
    app = test.app;
    app.provide(postLabelsPort, storedLabels);
  });
  after(() => test.close());

  let count = 0;
  const writes = async (author: string, text = TEXT, location = PROFILE): Promise<string> => {
    const externalId = `p${count++}`;
    const from = { externalId: author, handle: author, location };
    await takeIn(app, { sourceId: null, keepsAll: true, items: [post(externalId, { text, author: from })] });
    return (await findPosts(app, 'test', [externalId]))[0]!.id;
  };
  const labelOf = async (id: string, key: LabelKey) =>
    (await explainPost(app, id)).labels.find((label) => label.key === key)!;
  const correct = (postId: string, key: LabelKey, value: string) =>
    correctLabel(app, systemActor, { postId, key, value });

  for (const [key, value] of [
    ['language', 'gl'],
    ['place', 'US/Oregon/Springfield'],
  ] as const) {
    it(`of ${key} are followed by later posts of the author, and by nobody else's`, async () => {
      const first = await writes(`xoan-${key}`);
      const wrong = (await labelOf(first, key)).value;
      assert.notEqual(wrong, value);
      await correct(first, key, value);
      const next = await labelOf(await writes(`xoan-${key}`), key);
      assert.deepEqual(
        [next.value.replace(/\/$/, ''), next.source, next.model],
        [value, 'company', 'author'],
      );
      assert.equal((await labelOf(await writes(`ana-${key}`), key)).value, wrong);
    });

    it(`of ${key} are no longer followed once taken back`, async () => {
      const first = await writes(`rosa-${key}`);
      const wrong = (await labelOf(first, key)).value;
      await correct(first, key, value);
      await withdrawCorrection(app, systemActor, { postId: first, key });
      const next = await labelOf(await writes(`rosa-${key}`), key);
      assert.deepEqual([next.value, next.source], [wrong, 'built-in']);
    });

    it(`of ${key} are no longer followed once somebody objects to what follows`, async () => {
      const first = await writes(`brais-${key}`);
      const wrong = (await labelOf(first, key)).value;
      await correct(first, key, value);
      const second = await writes(`brais-${key}`);
      await correct(second, key, wrong.replace(/\/$/, ''));
      assert.equal((await labelOf(await writes(`brais-${key}`), key)).source, 'built-in');
      await correct(await writes(`brais-${key}`), key, value);
      assert.equal(
        (await labelOf(await writes(`brais-${key}`), key)).source,
        'company',
        'and can be taught again',
      );
    });
  }

  it('of a place are not followed once the profile has changed', async () => {
    const first = await writes('uxia');
    await correct(first, 'place', 'US/Oregon/Springfield');
    assert.equal((await labelOf(await writes('uxia', TEXT, 'Leeds, England'), 'place')).source, 'built-in');
    assert.equal((await labelOf(await writes('uxia'), 'place')).source, 'company');
  });

  it('of other words than the author repeats change nothing', async () => {
    await correct(await writes('sabela'), 'language', 'gl');
    const english = await labelOf(
      await writes('sabela', 'the train was late again and nobody told us anything'),
      'language',
    );
    assert.deepEqual([english.value, english.source], ['en', 'built-in']);
  });

  it('go with the post that was spoken about, and follow edits', async () => {
    const id = await writes('noa');
    await correct(id, 'language', 'gl');
    await storedLabels.forget(app, [id]);
    assert.equal((await app.db.query('select 1 from author_labels where post_id = $1', [id])).length, 0);
    assert.equal((await labelOf(await writes('noa'), 'language')).source, 'built-in');
  });

  it('of anything else say nothing of the author', async () => {
    await correct(await writes('iria'), 'sentiment', 'positive');
    await correct(await writes('iria'), 'complaint', 'yes');
    assert.equal((await app.db.query(`select 1 from author_labels where author = 'iria'`)).length, 0);
  });
});
