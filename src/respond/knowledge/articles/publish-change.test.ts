import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { openStage } from '../testing/stage.ts';
import { dropUnpublished, publishChange } from './publish-change.ts';
import { readArticle } from './read.ts';

const stage = await openStage();
const { app } = stage;
after(() => stage.close());
const change = (id: string, body: string, version: number) =>
  publishChange(app, systemActor, id, 'en', { title: 'Reset', body, version, note: 'n' });

describe('a change of the version that was read', () => {
  it('is published once, whoever else publishes at this moment', async () => {
    const id = await stage.article('Reset', 'One.');
    const results = await Promise.allSettled(['Two.', 'Three.', 'Four.'].map((body) => change(id, body, 1)));
    assert.deepEqual(results.map((one) => (one.status === 'fulfilled' ? 'done' : one.reason.code)).sort(), [
      'article.changed_since',
      'article.changed_since',
      'done',
    ]);
    const { written } = await readArticle(app, id);
    assert.equal(written[0]!.version, 2);
    assert.equal(written[0]!.state, 'published');
  });

  it('keeps its address, and leaves a draft alone', async () => {
    const id = await stage.article('Keep me', 'One.');
    const before = (await readArticle(app, id)).written[0]!;
    await change(id, 'Two.', 1);
    const after = (await readArticle(app, id)).written[0]!;
    assert.equal(after.slug, before.slug);
    const draft = { title: 'Mine', body: 'Mine.', revision: after.draft.revision };
    assert.equal(
      (await stage.agent.put(`/api/v1/knowledge/articles/${id}/texts/en/draft`, draft)).status,
      200,
    );
    await assert.rejects(change(id, 'Three.', 2), { code: 'article.draft_waits' });
    assert.equal((await readArticle(app, id)).written[0]!.draft.body, 'Mine.');
  });

  it('needs a text that readers see', async () => {
    const { id } = (await stage.agent.post('/api/v1/knowledge/articles', { title: 'D', language: 'en' }))
      .body;
    await assert.rejects(change(id, 'x', 0), { code: 'article.not_published' });
    await assert.rejects(change('article_gone', 'x', 1), { code: 'article.not_found' });
  });
});

describe('an article that was begun by mistake', () => {
  it('goes, unless readers ever saw it', async () => {
    const { id } = (await stage.agent.post('/api/v1/knowledge/articles', { title: 'D', language: 'en' }))
      .body;
    await dropUnpublished(app, systemActor, id);
    await assert.rejects(dropUnpublished(app, systemActor, id), { code: 'article.not_found' });
    const seen = await stage.article('Seen', 'x');
    await stage.manager.post(`/api/v1/knowledge/articles/${seen}/texts/en/withdraw`);
    await assert.rejects(dropUnpublished(app, systemActor, seen), { code: 'article.was_published' });
  });
});
