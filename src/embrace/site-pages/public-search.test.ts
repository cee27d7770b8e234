import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { filesFeature } from '#platform/files/index.ts';
import { membersFeature } from '#people/members/index.ts';
import { siteFeature, siteLanguagesPort } from '#people/site/index.ts';
import type { Browser } from '../../../test/helpers/browser.ts';
import { createTestServer, type TestServer } from '../../../test/helpers/server.ts';
import { statementsOf } from '../../../test/helpers/statements.ts';
import { pageSearch, sitePagesFeature } from './index.ts';

const API = '/api/v1/site/pages';
let made: TestServer;
let manager: Browser;
before(async () => {
  made = await createTestServer([sitePagesFeature, siteFeature, membersFeature, filesFeature]);
  made.app.provide(siteLanguagesPort, async () => ['en', 'de']);
  manager = await made.staff('manager');
});
after(() => made.close());

const write = async (title: string, markdown: string): Promise<string> =>
  (await manager.post(API, { language: 'en', title, markdown })).body.id;
const save = (id: string, language: string, basedOn: number, title: string, markdown: string) =>
  manager.put(`${API}/${id}/texts/${language}`, { basedOn, title, markdown });
const publish = (id: string, language = 'en') => manager.put(`${API}/${id}/texts/${language}/published`);
const find = (asked: string, language = 'en') =>
  pageSearch.search(made.app, asked, { language, limit: 10, visitor: undefined });
const paths = async (asked: string, language = 'en') =>
  (await find(asked, language)).map(({ path }) => decodeURIComponent(path));

it('finds pages once they are published, as they were published, and no longer when they are gone', async () => {
  const id = await write('Our lighthouse', 'It stands in **Kiel** since 1907.');
  assert.deepEqual(await paths('lighthouse'), [], 'a draft is nobody’s');
  await publish(id);
  const [found] = await find('lighthuose kiel');
  assert.deepEqual(
    [found?.title, found?.path, found?.text],
    ['Our lighthouse', '/pages/en/our-lighthouse', 'It stands in Kiel since 1907.'],
  );
  assert.ok(found!.words.includes('lighthouse'), 'typing errors are forgiven');
  assert.ok(found!.fit < 1 && found!.fit > 0.8);
  await save(id, 'en', 1, 'Our lighthouse', 'It was sold to a zeppelin company.');
  assert.deepEqual(await paths('zeppelin'), [], 'what is saved and not published is a draft as well');
  await publish(id);
  assert.deepEqual(await paths('zeppelin'), ['/pages/en/our-lighthouse']);
  assert.deepEqual(await paths('Kiel'), []);
  assert.deepEqual([...(await pageSearch.titles(made.app, [id, 'x'])).values()], ['Our lighthouse']);
  await manager.delete(`${API}/${id}`);
  assert.deepEqual(await paths('zeppelin'), []);
});

it('finds a page by the words of each of its languages, and once', async () => {
  const id = await write('Imprint of Acme', 'Who is responsible.');
  await save(id, 'de', 0, 'Impressum von Acme', 'Wer verantwortlich ist, in der Straße am Überweg.');
  await publish(id);
  assert.deepEqual(await paths('Impressum'), [], 'the German text is a draft');
  await publish(id, 'de');
  const english = await paths('imprint', 'de');
  assert.deepEqual(english, ['/pages/en/imprint-of-acme'], 'its words are in that language only');
  assert.deepEqual(await paths('uberweg'), await paths('Überweg'));
  assert.deepEqual(
    [await paths('acme', 'en'), await paths('acme', 'de-AT')],
    [['/pages/en/imprint-of-acme'], ['/pages/de/impressum-von-acme']],
    'else it is the reader’s',
  );
  assert.equal((await find('acme', 'de'))[0]?.language, 'de');
});

it('finds nothing where less than half of the words stand, and asks the database nothing', async () => {
  await find('acme');
  assert.deepEqual(await statementsOf(() => find('acme')), []);
  assert.deepEqual(await paths('acme refund of my subscription'), []);
  assert.deepEqual(await paths(''), []);
  assert.deepEqual(await paths('<b>& :* |'), []);
});
