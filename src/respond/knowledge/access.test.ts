import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Answer, Browser } from '../../../test/helpers/browser.ts';
import { openStage, type Stage } from './testing/stage.ts';

const api = '/api/v1/knowledge';
let stage: Stage;
let id: string;
before(async () => {
  stage = await openStage();
  id = await stage.article('Visible', 'Text.');
});
after(() => stage.close());

type Ask = (browser: Browser) => Promise<Answer>;
const READ: readonly [string, Ask][] = [
  ['list', (by) => by.get(`${api}/articles`)],
  ['read', (by) => by.get(`${api}/articles/${id}`)],
  ['versions', (by) => by.get(`${api}/articles/${id}/texts/en/versions`)],
  ['preview', (by) => by.post(`${api}/preview`, { body: 'x' })],
  ['categories', (by) => by.get(`${api}/categories`)],
  ['settings', (by) => by.get(`${api}/centre`)],
  ['figures', (by) => by.get(`${api}/figures`)],
  ['gaps', (by) => by.get(`${api}/gaps`)],
];
const WRITE: readonly [string, Ask][] = [
  ['begin', (by) => by.post(`${api}/articles`, { title: 'T', body: 'b', language: 'en' })],
  [
    'draft',
    (by) => by.put(`${api}/articles/${id}/texts/en/draft`, { title: 'T', body: 'b', revision: 99_999 }),
  ],
  ['text', (by) => by.post(`${api}/articles/${id}/texts`, { language: 'nl', title: 'T', body: 'b' })],
  ['gap search', (by) => by.post(`${api}/gaps/search`)],
];
const PUBLISH: readonly [string, Ask][] = [
  ['publish', (by) => by.post(`${api}/articles/${id}/texts/en/publish`)],
  ['change', (by) => by.patch(`${api}/articles/${id}`, { reviewOn: null })],
  ['change categories', (by) => by.put(`${api}/categories`, { items: [] })],
  ['export', (by) => by.get(`${api}/export`)],
  ['import', (by) => by.post(`${api}/import`, { format: 'ndjson', text: '{"title":"I","body":"b"}' })],
];

describe('who may do what', () => {
  it('is told by the role: all read, agents write, managers publish', async () => {
    const viewer = await stage.test.staff('viewer');
    const manager = await stage.test.staff('manager');
    const nobody = stage.test.browser();
    for (const [who, browser, may] of [
      ['nobody', nobody, 0],
      ['viewer', viewer, 1],
      ['agent', stage.agent, 2],
      ['manager', manager, 3],
    ] as const)
      for (const [level, asks] of [READ, WRITE, PUBLISH].entries())
        for (const [name, ask] of asks) {
          const { status } = await ask(browser);
          const expected =
            who === 'nobody' ? status === 401 : level < may ? status < 300 || status === 409 : status === 403;
          assert.ok(expected, `${who} ${name}: ${status}`);
        }
  });

  it('is written into the audit log', async () => {
    const rows = await stage.app.db.query<{ action: string }>(
      `select distinct action from audit_entries where subject = $1 order by action`,
      [id],
    );
    assert.deepEqual(
      rows.map(({ action }) => action),
      ['article.changed', 'article.created', 'article.published', 'article.text_begun'],
    );
  });

  it('refuses what cannot be stored, and keeps everything', async () => {
    const { manager } = stage;
    for (const [path, given] of [
      ['articles', { title: 'x'.repeat(201), body: '', language: 'en' }],
      ['articles', { title: 'x', body: '', language: 'english language' }],
      ['articles', { title: 'nul \0', body: '', language: 'en' }],
      ['articles', { title: 'x', body: 'y'.repeat(200_001), language: 'en' }],
      ['import', { format: 'xml', text: '' }],
    ] as const)
      assert.equal(
        (await manager.post(`${api}/${path}`, given)).status,
        400,
        JSON.stringify(given).slice(0, 60),
      );
    const bad = { isOpen: true, name: 'x', welcome: '', languages: [] };
    assert.equal((await manager.put(`${api}/centre`, bad)).status, 400);
    assert.equal((await manager.get(`${api}/centre`)).body.isOpen, false);
  });
});
