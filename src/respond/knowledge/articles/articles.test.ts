import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openStage, type Stage } from '../testing/stage.ts';

const api = '/api/v1/knowledge';
let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

async function begin(title: string, body = 'Some text.'): Promise<string> {
  const made = await stage.agent.post(`${api}/articles`, { title, body, language: 'en' });
  assert.equal(made.status, 201);
  return made.body.id;
}

const read = async (id: string) => (await stage.agent.get(`${api}/articles/${id}`)).body;

describe('writing', () => {
  it('saves drafts that readers do not see, refuses to overwrite another person, and publishes versions', async () => {
    const { manager, agent } = stage;
    const id = await begin('Refunds');
    const text = `${api}/articles/${id}/texts/en`;
    const [before] = (await read(id)).written;
    assert.deepEqual([before.state, before.draft.title, before.published], ['draft', 'Refunds', null]);
    const { revision } = before.draft;
    const saved = await agent.put(`${text}/draft`, {
      title: 'Get a refund',
      body: 'Wait **three** days.',
      revision,
    });
    assert.equal(saved.status, 200);
    const late = await manager.put(`${text}/draft`, { title: 'Mine', body: 'x', revision });
    assert.equal(late.status, 409);
    assert.equal(late.body.error.code, 'article.overtaken');
    assert.match(late.body.error.message, /The agent saved this draft/);

    assert.equal((await agent.post(`${text}/publish`)).status, 403, 'agents write, managers publish');
    assert.deepEqual((await manager.post(`${text}/publish`, { note: 'first' })).body, {
      version: 1,
      slug: 'get-a-refund',
    });
    const [published] = (await read(id)).written;
    assert.equal(published.state, 'published');
    assert.deepEqual(published.published, { title: 'Get a refund', body: 'Wait **three** days.' });

    await agent.put(`${text}/draft`, {
      title: 'Get a refund',
      body: 'Wait **five** days.',
      revision: published.draft.revision,
    });
    assert.equal((await read(id)).written[0].state, 'changed');
    await manager.post(`${text}/publish`);
    const { items } = (await agent.get(`${text}/versions`)).body;
    assert.deepEqual(
      items.map((one: { version: number; note: string | null }) => [one.version, one.note]),
      [
        [2, null],
        [1, 'first'],
      ],
    );
    const diff = (await agent.get(`${text}/versions/1/diff?until=2`)).body;
    assert.deepEqual(
      diff.body.filter((piece: { kind: string }) => piece.kind !== 'same'),
      [
        { kind: 'gone', text: '**three**' },
        { kind: 'new', text: '**five**' },
      ],
    );
    assert.equal((await agent.post(`${text}/versions/1/restore`)).status, 200);
    const [restored] = (await read(id)).written;
    assert.deepEqual(
      [restored.state, restored.draft.body, restored.published.body],
      ['changed', 'Wait **three** days.', 'Wait **five** days.'],
    );
    await agent.delete(`${text}/draft`);
    assert.equal((await read(id)).written[0].state, 'published');
    assert.equal((await agent.get(`${text}/versions/9/diff`)).body.error.code, 'article.no_version');
  });

  it('lets one person go on where their own save was told late', async () => {
    const id = await begin('Autosave');
    const text = `${api}/articles/${id}/texts/en`;
    const draft = (body: string, revision: number) =>
      stage.agent.put(`${text}/draft`, { title: 'Autosave', body, revision });
    assert.equal((await draft('a', 1)).body.revision, 2);
    assert.equal((await draft('b', 1)).body.revision, 3, 'the answer to the first save was lost');
  });

  it('publishes nothing empty, and no address twice', async () => {
    const { manager } = stage;
    const empty = await begin('', '');
    assert.equal(
      (await manager.post(`${api}/articles/${empty}/texts/en/publish`)).body.error.code,
      'article.empty',
    );
    const [a, b] = [await begin('Same title'), await begin('Same title')];
    assert.equal((await manager.post(`${api}/articles/${a}/texts/en/publish`)).body.slug, 'same-title');
    assert.equal((await manager.post(`${api}/articles/${b}/texts/en/publish`)).body.slug, 'same-title-2');
    const { revision } = (await read(b)).written[0].draft;
    await manager.put(`${api}/articles/${b}/texts/en/draft`, {
      title: 'B',
      body: 'b',
      slug: 'Same Title',
      revision,
    });
    const taken = await manager.post(`${api}/articles/${b}/texts/en/publish`);
    assert.equal(taken.body.error.code, 'article.slug_taken');
    assert.equal((await read(b)).written[0].published.title, 'Same title', 'nothing was published');
  });

  it('has texts in several languages, is put away, brought back and removed', async () => {
    const { manager, agent } = stage;
    const id = await begin('Bills');
    const german = { language: 'de', title: 'Rechnungen', body: 'Text.' };
    assert.equal((await agent.post(`${api}/articles/${id}/texts`, german)).status, 204);
    assert.equal(
      (await agent.post(`${api}/articles/${id}/texts`, german)).body.error.code,
      'article.text_taken',
    );
    assert.deepEqual(
      (await read(id)).written.map((one: { language: string }) => one.language),
      ['en', 'de'],
    );
    await manager.patch(`${api}/articles/${id}`, {
      isArchived: true,
      reviewOn: '2020-01-01',
      visibility: 'internal',
    });
    const listed = async (query: string) =>
      (await agent.get(`${api}/articles?limit=200${query}`)).body.items.map((one: { id: string }) => one.id);
    assert.ok(!(await listed('')).includes(id));
    assert.ok((await listed('&state=archived')).includes(id));
    await manager.patch(`${api}/articles/${id}`, { isArchived: false });
    assert.ok((await listed('&state=draft&visibility=internal')).includes(id));
    assert.ok(!(await listed('&state=alarm')).includes(id), 'nobody reads it yet');
    await manager.post(`${api}/articles/${id}/texts/de/publish`);
    assert.ok(!(await listed('&state=alarm')).includes(id), 'whoever publishes has looked');
    assert.ok((await read(id)).reviewOn > new Date().toISOString(), 'in a year');
    await manager.patch(`${api}/articles/${id}`, { reviewOn: '2020-01-01' });
    assert.ok((await listed('&state=alarm')).includes(id), 'its review day has come');
    assert.equal((await agent.delete(`${api}/articles/${id}`)).status, 403);
    assert.equal((await manager.delete(`${api}/articles/${id}`)).status, 204);
    assert.equal((await agent.get(`${api}/articles/${id}`)).status, 404);
  });

  it('shows a preview that is clean, and finds articles by their words', async () => {
    const preview = await stage.agent.post(`${api}/preview`, { body: '**x**<script>alert(1)</script>' });
    assert.equal(preview.body.html.trim(), '<p><strong>x</strong></p>');
    const id = await stage.article('Reset the router', 'Press the small button for ten seconds.');
    const found = await stage.agent.get(`${api}/articles?q=${encodeURIComponent('resetting routers')}`);
    assert.equal(found.body.items[0].id, id);
    const draft = await begin('Unfinished umbrella');
    const drafts = await stage.agent.get(`${api}/articles?q=umbrella`);
    assert.deepEqual(
      drafts.body.items.map((one: { id: string }) => one.id),
      [draft],
    );
  });
});

describe('categories', () => {
  it('are one list that is changed as a whole', async () => {
    const { manager, agent } = stage;
    const put = (items: object[]) => manager.put(`${api}/categories`, { items });
    const made = (await put([{ name: 'Bills' }, { name: 'Devices' }])).body.items;
    assert.deepEqual(
      made.map((one: { slug: string }) => one.slug),
      ['bills', 'devices'],
    );
    const swapped = (
      await put([
        { id: made[1].id, name: 'Bills' },
        { id: made[0].id, name: 'Devices' },
      ])
    ).body.items;
    assert.deepEqual(
      swapped.map((one: { id: string; slug: string }) => [one.id, one.slug]),
      [
        [made[1].id, 'bills'],
        [made[0].id, 'devices'],
      ],
    );
    assert.equal(
      (await put([{ name: 'A b' }, { name: 'a-B' }])).body.error.code,
      'knowledge.category_double',
    );
    const twice = [
      { id: made[0].id, name: 'Bills' },
      { id: made[0].id, name: 'Devices' },
    ];
    assert.equal((await put(twice)).status, 400, 'one cannot be called two names');
    const categoryId = 'helpcat_00000000000000000000000000';
    const lost = { title: 'Lost', language: 'en', categoryId };
    const begun = await begin('Found');
    for (const answer of [
      await agent.post(`${api}/articles`, lost),
      await manager.patch(`${api}/articles/${begun}`, { categoryId, visibility: 'internal' }),
    ])
      assert.deepEqual([answer.status, answer.body.error.code], [404, 'knowledge.no_category']);
    assert.equal((await read(begun)).visibility, 'public', 'nothing of it was changed');
    assert.equal((await agent.put(`${api}/categories`, { items: [] })).status, 403);
    await put([]);
    assert.deepEqual((await agent.get(`${api}/categories`)).body.items, []);
  });
});

describe('files of articles', () => {
  it('go out and come in again the same, in both formats', async () => {
    const { manager } = stage;
    for (const format of ['ndjson', 'csv']) {
      const lines = [
        {
          article: 'x',
          language: 'en',
          title: `Imported ${format}`,
          body: 'Line "one"\n\nLine, two',
          category: 'Imports',
          isPublished: true,
          slug: `in-${format}`,
        },
        { article: 'x', language: 'de', title: 'Importiert', body: 'Text', category: 'Imports' },
        { title: 'Inside', body: 'Only us.', visibility: 'internal', isPublished: true },
      ];
      const ndjson = lines.map((line) => JSON.stringify(line)).join('\n');
      const first = await manager.post(`${api}/import`, {
        format: 'ndjson',
        text: `${ndjson}\nnonsense\n{"title":""}\n`,
      });
      assert.deepEqual(
        [first.body.articles, first.body.texts, first.body.problems.map((one: { line: number }) => one.line)],
        [2, 3, [4, 5]],
      );
      const file = await manager.get(`${api}/export?format=${format}`);
      assert.equal(file.status, 200);
      const { items } = (await manager.get(`${api}/articles?limit=200`)).body;
      for (const { id } of items) await manager.delete(`${api}/articles/${id}`);
      const text = String(file.body);
      const again = await manager.post(`${api}/import`, { format, text });
      assert.equal(again.status, 200, JSON.stringify(again.body));
      const back = await manager.get(`${api}/export?format=${format}`);
      const rows = (all: string) =>
        all
          .replaceAll(/article_[0-9a-z]+/g, 'id')
          .split(/\r?\n/)
          .sort();
      assert.deepEqual(rows(String(back.body)), rows(text));
    }
  });

  it('are refused whole where there is nothing to take', async () => {
    const answer = await stage.manager.post(`${api}/import`, { format: 'csv', text: 'a,b\n1,2\n' });
    assert.equal(answer.body.error.code, 'knowledge.import_wrong');
    assert.match(answer.body.error.message, /Nothing was imported/);
  });
});
