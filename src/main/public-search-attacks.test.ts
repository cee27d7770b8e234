import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import {
  addMember,
  CLOSED,
  eraseMembers,
  publicSearchPort,
  saveCommunity,
  setMemberState,
} from '#people/members/index.ts';
import { findEverywhere } from '#respond/answers/index.ts';
import {
  acceptAnswer,
  addPost,
  catchUp,
  saveCategory,
  staffDoer,
  startThread,
} from '#embrace/forum/index.ts';
import { propose, saveBoard, saveEntry } from '#embrace/ideas/index.ts';
import { until } from '../../test/helpers/app.ts';
import type { Browser } from '../../test/helpers/browser.ts';
import { categoryInput } from '../embrace/forum/schema.ts';
import { boardInput, entryInput } from '../embrace/ideas/schema.ts';
import { openGates } from '../embrace/moderation/testing/open-gates.ts';
import { signInMember } from '../people/members/testing/sign-in.ts';
import { wholeServer } from './testing/whole-server.ts';

const rapport = await wholeServer();
const { app } = rapport;
const owner = await rapport.staff('owner');
after(() => rapport.close());

const company = staffDoer({ ...systemActor, name: 'Lumora' });
const KNOWLEDGE = '/api/v1/knowledge';
let places = 0;
const somebody = () => rapport.browser({ address: `203.0.113.${++places}` });
const page = async (who: Browser, q: string, more: Record<string, string> = {}) =>
  String((await who.get(`/search?${new URLSearchParams({ q, ...more }).toString()}`)).body);
const find = (asked: string, kinds?: readonly string[]) =>
  findEverywhere(app, asked, {
    language: 'en',
    visitor: undefined,
    limit: 20,
    ...(kinds ? { kinds } : {}),
  });
const titles = async (asked: string) => (await find(asked)).map(({ title }) => title).sort();

let articleId = '';
let threadId = '';
let postId = '';
let membersOnly = '';
before(async () => {
  await openGates(app);
  await saveCommunity(app, systemActor, { ...CLOSED, isOpen: true, name: 'Lumora', languages: ['en', 'de'] });
  const made = await owner.post(`${KNOWLEDGE}/articles`, {
    title: 'Reset the quokka lamp',
    body: 'Hold the <b>button</b> & wait until the quokka lamp is green.',
    visibility: 'public',
    language: 'en',
  });
  articleId = made.body.id;
  await owner.post(`${KNOWLEDGE}/articles/${articleId}/texts/en/publish`);
  const { url: _url, ...settings } = (await owner.get(`${KNOWLEDGE}/centre`)).body;
  await owner.put(`${KNOWLEDGE}/centre`, { ...settings, isOpen: true });
  const open = await saveCategory(app, systemActor, categoryInput.parse({ name: 'Lamps' }));
  const closed = await saveCategory(
    app,
    systemActor,
    categoryInput.parse({ name: 'Inside', whoReads: 'members' }),
  );
  const solve = async (categoryId: string, title: string) => {
    const question = { categoryId, kind: 'question' as const, title, markdown: 'Who knows?', tags: [] };
    const { thread } = await startThread(app, company, question);
    const answer = { markdown: 'Turn the quokka lamp upside down.', replyTo: null };
    const { post } = await addPost(app, company, thread.id, answer);
    await acceptAnswer(app, company, post.id, true);
    return { threadId: thread.id, postId: post.id };
  };
  ({ threadId, postId } = await solve(open.id, 'My quokka lamp flickers'));
  membersOnly = (await solve(closed.id, 'A quokka lamp for members')).threadId;
  await catchUp(app);
  const board = await saveBoard(app, systemActor, boardInput.parse({ name: 'Wishes' }));
  await propose(app, company, { boardId: board.id, title: 'A blue quokka lamp', markdown: 'Blue fits.' });
  const entry = { markdown: 'The quokka lamp is here.', kind: 'new', ideaIds: [] };
  await saveEntry(app, company, entryInput.parse({ ...entry, title: 'Quokka lamp 2', publishAt: 'now' }));
  await until('all four kinds are found', async () => (await titles('quokka lamp')).length === 4);
});

describe('what the search of the site finds', () => {
  it('is found however it is written, and stands what means something to a database', async () => {
    const wanted = await titles('quokka lamp');
    for (const asked of [
      'QUOKKA LAMP',
      'quokka　lamp',
      'ｑｕｏｋｋａ lamp',
      'lamp quokka',
      'quokka, lamp!',
      '\u202equokka lamp',
    ])
      assert.deepEqual(await titles(asked), wanted, asked);
    assert.deepEqual(await titles('\u0000\u0007'), []);
    assert.deepEqual(await titles('❤❤❤ ---'), []);
    for (const asked of [
      "quokka' or 1=1 --",
      'quokka & ! | <->',
      'quokka:* (',
      '"quokka',
      '%_\\quokka',
      'quokka '.repeat(50),
    ])
      assert.ok((await titles(asked)).length > 0, asked);
  });

  it('is the same for twenty people who ask at once', async () => {
    const pages = await Promise.all(
      Array.from({ length: 20 }, async () =>
        [...(await page(somebody(), 'quokka lamp')).matchAll(/&#?\w*;?id=(\w+)|[?&;]id=(\w+)/g)].map(
          ([, a, b]) => a ?? b,
        ),
      ),
    );
    assert.ok(pages[0]!.length >= 4);
    for (const one of pages) assert.deepEqual(one, pages[0]);
  });

  it('is narrowed to a kind that was found, and to none by a kind that does not exist', async () => {
    const who = somebody();
    const only = await page(who, 'quokka lamp', { kind: 'idea' });
    assert.match(only, /blue <mark>quokka<\/mark>/);
    assert.doesNotMatch(only, /flickers/);
    for (const kind of ['constructor', '__proto__', '<script>', 'IDEA'])
      assert.match(await page(who, 'quokka lamp', { kind }), /flickers/);
  });

  it('says no HTML of what was written, in pages and in suggestions', async () => {
    const who = somebody();
    assert.doesNotMatch(await page(who, 'button quokka'), /<b>button|<b><mark>/);
    const { body, headers } = await who.get('/search/suggest?q=quokka');
    assert.match(String(headers['content-type']), /json/);
    for (const item of body.items) {
      assert.deepEqual(Object.keys(item).sort(), ['label', 'path', 'title']);
      assert.match(item.path, /^\/search\/open\?/, 'nobody is led to another site');
    }
    assert.deepEqual((await who.get('/search/suggest?q=qu')).body.items, []);
    assert.deepEqual((await who.get('/search/suggest?q=quokka&q=lamp')).body.items, []);
  });

  it('has titles for statistics of what everybody reads only', async () => {
    const threads = app.use(publicSearchPort).find(({ kind }) => kind === 'thread')!;
    const told = await threads.titles(app, [threadId, membersOnly, 'thr_unknown', '']);
    assert.deepEqual([...told.keys()], [threadId]);
  });
});

describe('who asks', () => {
  const join = async (handle: string) => {
    const member = await app.db.transaction(() =>
      addMember(app, { handle, displayName: handle, language: 'de' }, {}),
    );
    const browser = somebody();
    await signInMember(app, browser, member.id);
    return { id: member.id, browser };
  };
  const path = () => `/search/open?q=quokka+lamp&kind=thread&id=${membersOnly}`;

  it('finds and opens what members read only as long as he is one', async () => {
    for (const end of ['suspended', 'erased'] as const) {
      const { id, browser } = await join(`mia-${end}`);
      assert.match(await page(browser, 'quokka members'), new RegExp(membersOnly));
      assert.match(String((await browser.get(path())).headers['location']), new RegExp(membersOnly));
      if (end === 'erased') await eraseMembers(app, [id]);
      else await setMemberState(app, systemActor, id, { state: 'suspended', reason: 'Spam', until: null });
      assert.doesNotMatch(await page(browser, 'quokka members'), new RegExp(membersOnly), end);
      const opened = await browser.get(path());
      assert.match(String(opened.headers['location']), /^\/search\?/, end);
      assert.doesNotMatch(
        JSON.stringify((await browser.get('/search/suggest?q=quokka+members')).body),
        new RegExp(membersOnly),
      );
    }
  });

  it('gets a page of his own as a member, that no cache keeps for strangers', async () => {
    const { browser } = await join('own');
    for (const at of ['/search?q=quokka', '/search', '/search/thanks'])
      assert.equal((await browser.get(at)).headers['cache-control'], 'private, no-store', at);
    for (const at of [path(), '/search/suggest?q=quokka'])
      assert.match(String((await somebody().get(at)).headers['cache-control']), /no-store/, at);
  });
});

describe('what is taken away', () => {
  const isGone = (title: RegExp) =>
    until(`${title} is not found`, async () => !(await titles('quokka lamp')).some((one) => title.test(one)));

  it('is not found any more: articles of a closed help centre, an answer that is accepted no longer, a closed site', async () => {
    await acceptAnswer(app, company, postId, false);
    await catchUp(app);
    await isGone(/flickers/);
    await acceptAnswer(app, company, postId, true);
    await catchUp(app);
    await until('it is found again', async () => (await titles('quokka lamp')).length === 4);
    const { url: _url, ...settings } = (await owner.get(`${KNOWLEDGE}/centre`)).body;
    await owner.put(`${KNOWLEDGE}/centre`, { ...settings, isOpen: false });
    await isGone(/Reset/);
    const gone = await somebody().get(`/search/open?q=quokka+lamp&kind=article&id=${articleId}`);
    assert.match(String(gone.headers['location']), /^\/search\?/);
    await saveCommunity(app, systemActor, { ...CLOSED, isOpen: false, languages: ['en'] });
    await until('the site is closed', async () => (await somebody().get('/search')).status === 404);
    assert.deepEqual(await find('quokka lamp'), []);
    for (const at of [
      '/search?q=quokka',
      '/search/suggest?q=quokka',
      '/search/open?q=quokka&kind=idea&id=x',
      '/search/thanks',
      '/contact',
    ])
      assert.equal((await somebody().get(at)).status, 404, at);
  });
});
