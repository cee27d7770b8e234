import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { addMember, CLOSED, saveCommunity } from '#people/members/index.ts';
import { findEverywhere, readDeflection } from '#respond/answers/index.ts';
import {
  acceptAnswer,
  addPost,
  catchUp,
  memberDoer,
  saveCategory,
  staffDoer,
  startThread,
} from '#embrace/forum/index.ts';
import { propose, saveBoard, saveEntry } from '#embrace/ideas/index.ts';
import { until } from '../../test/helpers/app.ts';
import { HOSTILE_TEXTS } from '../../test/helpers/hostile-texts.ts';
import { categoryInput } from '../embrace/forum/schema.ts';
import { boardInput, entryInput } from '../embrace/ideas/schema.ts';
import { openGates } from '../embrace/moderation/testing/open-gates.ts';
import { signInMember } from '../people/members/testing/sign-in.ts';
import { wholeServer } from './testing/whole-server.ts';

const rapport = await wholeServer();
const { app, browser } = rapport;
const stranger = browser();
const owner = await rapport.staff('owner');
after(() => rapport.close());

const company = staffDoer({ ...systemActor, name: 'Lumora' });
const said = async (path: string) => String((await stranger.get(path)).body);
const pathsIn = (html: string) =>
  [...html.matchAll(/href="(\/search\/open\?[^"]*)"/g)].map(([, path]) =>
    path!.replaceAll('&#38;', '&').replaceAll('&amp;', '&'),
  );
const search = (q: string, more: Record<string, string> = {}) =>
  `/search?${new URLSearchParams({ q, ...more }).toString()}`;

async function article(title: string, body: string, language = 'en', visibility = 'public'): Promise<void> {
  const made = await owner.post('/api/v1/knowledge/articles', { title, body, visibility, language });
  await owner.post(`/api/v1/knowledge/articles/${made.body.id}/texts/${language}/publish`);
}

async function openCentre(): Promise<void> {
  const { url: _url, ...settings } = (await owner.get('/api/v1/knowledge/centre')).body;
  await owner.put('/api/v1/knowledge/centre', {
    ...settings,
    isOpen: true,
    name: 'Acme help',
    languages: ['en', 'de'],
  });
}

const question = (categoryId: string, title: string, markdown: string) => ({
  categoryId,
  kind: 'question' as const,
  title,
  markdown,
  tags: [],
});

/** A thread with an accepted answer. */
async function solve(categoryId: string, title: string, answer: string): Promise<string> {
  const { thread } = await startThread(app, company, question(categoryId, title, `${title} Who knows?`));
  const { post } = await addPost(app, company, thread.id, { markdown: answer, replyTo: null });
  await acceptAnswer(app, company, post.id, true);
  return thread.id;
}

let hiddenId = '';
before(async () => {
  await openGates(app);
  assert.equal((await stranger.get('/search')).status, 404, 'nothing of the site is open');
  await article(
    'Reset the router',
    'Hold the small button for ten seconds. The lamp blinks **violet** afterwards. Then wait.',
  );
  await article('Den Router zurücksetzen', 'Halten Sie die kleine Taste zehn Sekunden lang.', 'de');
  await article('Router passwords of the team', 'The secret word is swordfish.', 'en', 'internal');
  await openCentre();
  await until('the help centre is told open', async () => (await stranger.get('/search')).status === 200);
});

describe('the search of the whole site, while only the help centre is open', () => {
  it('is there in the help centre’s name, without an account, and leads home to what is open', async () => {
    const html = await said(search('reset router'));
    assert.match(html, /class="name" href="\/help\/en"/);
    assert.doesNotMatch(html, /\/community\/(?:sign-in|join)/);
    assert.match(html, /Reset the router|<mark>Reset<\/mark>/);
    assert.doesNotMatch(html, /swordfish|of the team/);
  });

  it('stands in the header of the help centre, which stays without scripts', async () => {
    const html = await said('/help/de');
    assert.match(html, /action="\/search"/);
    assert.match(html, /name="lang" value="de"/);
    assert.doesNotMatch(html, /search\.js/);
  });
});

describe('the search of the whole site', () => {
  before(async () => {
    await saveCommunity(app, systemActor, {
      ...CLOSED,
      isOpen: true,
      name: 'Lumora',
      languages: ['en', 'de'],
    });
    const open = await saveCategory(app, systemActor, categoryInput.parse({ name: 'Routers' }));
    const closed = await saveCategory(
      app,
      systemActor,
      categoryInput.parse({ name: 'Inside', whoReads: 'members' }),
    );
    await solve(
      open.id,
      'My router blinks violet all night',
      'Update the firmware to 3.2. Afterwards the lamp stays violet no longer.',
    );
    hiddenId = await solve(closed.id, 'Violet beta router for members', 'Only members get the beta.');
    await startThread(app, company, question(open.id, 'Violet router nobody solved', 'Still violet.'));
    await catchUp(app);
    const board = await saveBoard(app, systemActor, boardInput.parse({ name: 'Wishes' }));
    const secret = await saveBoard(app, systemActor, boardInput.parse({ name: 'Secret', whoSees: 'staff' }));
    await propose(app, company, {
      boardId: board.id,
      title: 'A violet router',
      markdown: 'Violet fits my wall.',
    });
    await propose(app, company, {
      boardId: secret.id,
      title: 'Violet secret plans',
      markdown: 'Violet router.',
    });
    const entry = {
      title: 'Violet routers are here',
      markdown: 'The router comes in violet.',
      kind: 'new',
      ideaIds: [],
    };
    await saveEntry(app, company, entryInput.parse({ ...entry, publishAt: 'now' }));
    await saveEntry(
      app,
      company,
      entryInput.parse({ ...entry, title: 'Violet router draft', publishAt: null }),
    );
    await until('all kinds are found', async () => (await find('violet router')).length >= 4);
  });
  const find = (asked: string, visitor?: Parameters<typeof findEverywhere>[2]['visitor']) =>
    findEverywhere(app, asked, { language: 'en', visitor, limit: 20 });

  it('finds articles, solved threads, ideas and updates at once, and nothing that is not public', async () => {
    const found = await find('violet router');
    assert.deepEqual([...new Set(found.map(({ kind }) => kind))].sort(), [
      'article',
      'idea',
      'thread',
      'update',
    ]);
    const titles = found.map(({ title }) => title).join('\n');
    assert.doesNotMatch(titles, /secret|draft|beta|nobody solved|of the team/i);
    const thread = found.find(({ kind }) => kind === 'thread');
    assert.match(thread!.sentence, /lamp stays violet no longer|firmware to 3\.2/);
    assert.match(thread!.path, /#|\/t\/thr_/);
  });

  it('finds pages of the company’s own in each language, and leads there', async () => {
    const PAGES = '/api/v1/site/pages';
    const { id } = (
      await owner.post(PAGES, {
        language: 'en',
        title: 'Our foundry',
        markdown: 'We cast violins of bronze.',
      })
    ).body;
    await owner.put(`${PAGES}/${id}/texts/de`, {
      basedOn: 0,
      title: 'Unsere Gießerei',
      markdown: 'Wir gießen Geigen aus Bronze.',
    });
    await owner.put(`${PAGES}/${id}/texts/en/published`);
    assert.doesNotMatch(await said(search('Giesserei', { lang: 'de' })), /Unsere/);
    await owner.put(`${PAGES}/${id}/texts/de/published`);
    const german = await said(search('Gießerei', { lang: 'de' }));
    assert.match(german, /class="badge page">Seite<[\s\S]*lang="de">Wir gießen Geigen/);
    const [path] = pathsIn(await said(search('foundry')));
    assert.equal((await stranger.get(path!)).headers['location'], '/pages/en/our-foundry');
  });

  it('lets a member find what members may read, and keeps that page from everybody else', async () => {
    const made = await app.db.transaction(() =>
      addMember(app, { handle: 'mia', displayName: 'Mia', language: 'en' }, {}),
    );
    const mia = browser();
    await signInMember(app, mia, made.id);
    const page = await mia.get(search('violet beta'));
    assert.match(String(page.body), new RegExp(hiddenId));
    assert.equal(page.headers['cache-control'], 'private, no-store');
    const other = await stranger.get(search('violet beta'));
    assert.doesNotMatch(String(other.body), new RegExp(hiddenId));
    assert.match(String(other.headers['cache-control']), /^public/);
    assert.doesNotMatch(
      JSON.stringify((await stranger.get(`/search/suggest?q=violet+beta`)).body),
      new RegExp(hiddenId),
    );
    assert.equal(memberDoer(made).memberId, made.id);
  });

  it('forgives typing errors in every kind', async () => {
    for (const kind of ['article', 'thread', 'idea', 'update'])
      assert.ok(
        (
          await findEverywhere(app, 'voilet ruoter', {
            language: 'en',
            visitor: undefined,
            limit: 20,
            kinds: [kind],
          })
        ).length > 0,
        kind,
      );
    assert.deepEqual(await find('zzyzx qwxyz'), []);
  });

  it('answers in the language that is asked for', async () => {
    const html = await said(search('router zurücksetzen', { lang: 'de' }));
    assert.match(html, /<html lang="de"/);
    assert.match(html, /Antworten auf/);
    assert.match(html, /Den <mark>Router<\/mark> <mark>zurücksetzen<\/mark>/);
    assert.match(await said(search('router', { lang: '"><script>' })), /<html lang="en"/);
  });

  it('counts what was searched, shown, opened and of help, and leads nowhere but to what was found', async () => {
    const before = (await readDeflection(app, 1)).totals;
    const [first] = pathsIn(await said(search('violet router')));
    const opened = await stranger.get(first!);
    assert.equal(opened.status, 303);
    assert.equal((await stranger.get(String(opened.headers['location']).split('#')[0]!)).status, 200);
    for (const path of [
      '/search/open?q=violet&kind=article&id=art_no',
      '/search/open?q=violet&kind=https://evil.example&id=x',
      '/search/open?q=&kind=thread&id=//evil.example',
      `/search/open?q=violet+beta&kind=thread&id=${hiddenId}`,
    ]) {
      const answer = await stranger.get(path);
      assert.equal(answer.status, 303, path);
      assert.match(String(answer.headers['location']), /^\/search\?/, path);
    }
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const yes = await stranger.post('/search/helped', 'helped=yes&lang=de', form);
    assert.equal(yes.status, 303);
    await stranger.post('/search/helped', 'helped=no', form);
    await stranger.get(search('zzyzx qwxyz'));
    const { totals } = await readDeflection(app, 1);
    const more = Object.fromEntries(
      Object.entries(totals).map(([key, count]) => [key, count - before[key as keyof typeof before]]),
    );
    assert.ok(more['shown']! >= 4);
    assert.deepEqual(
      { ...more, shown: 0 },
      { searches: 2, searchesWithoutAnswer: 1, shown: 0, opened: 1, helped: 1, unhelped: 1 },
    );
  });

  it('keeps no words that may say who asked, and shows none that fewer than five asked', async () => {
    for (let n = 0; n < 5; n++) {
      await stranger.get(search('my name is ann@mail.example router'));
      await stranger.get(search('purple hamster'));
    }
    await stranger.get(search('order of Konrad Zuse'));
    const { searches, searchesWithoutAnswer } = await readDeflection(app, 1);
    assert.deepEqual(
      searchesWithoutAnswer.map(({ count }) => count),
      [5],
    );
    assert.doesNotMatch(JSON.stringify([searches, searchesWithoutAnswer]), /ann|konrad/i);
    const kept = await app.db.query('select * from answer_searches');
    assert.doesNotMatch(JSON.stringify(kept), /ann|mail\.example/);
    assert.equal((await owner.get('/api/v1/answers/facts')).status, 200);
    assert.equal((await stranger.get('/api/v1/answers/facts')).status, 401);
  });

  it('stands what anybody may type, and writes none of it as HTML', async () => {
    for (const text of HOSTILE_TEXTS.slice(0, 30)) {
      const answer = await stranger.get(search(text));
      assert.equal(answer.status, 200, text);
      assert.doesNotMatch(String(answer.body), /<script>alert|<img src=x|onerror=alert\(1\)>/, text);
    }
    const twice = await stranger.get('/search?q=a&q=b&lang=en&lang=de');
    assert.equal(twice.status, 200);
  });
});
