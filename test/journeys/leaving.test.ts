/** A member takes everything along and leaves: what he wrote goes or stays as he wished, and nothing of him is left. */
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { addMember, CLOSED, readMembers, saveCommunity } from '#people/members/index.ts';
import { tablesWith } from '../../src/main/testing/tables.ts';
import { wholeServer } from '../../src/main/testing/whole-server.ts';
import { openGates } from '../../src/embrace/moderation/testing/open-gates.ts';
import { signInMember } from '../../src/people/members/testing/sign-in.ts';
import type { Browser } from '../helpers/browser.ts';

const whole = await wholeServer();
const { app } = whole;
after(() => whole.close());
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
await saveCommunity(app, systemActor, { ...CLOSED, isOpen: true, name: 'Lumora' });
await openGates(app);
const owner = await whole.staff('owner');
await owner.post('/api/v1/forum/categories', { name: 'Help', slug: 'help', text: '' });
const board = (await owner.post('/api/v1/ideas/boards', { name: 'Wishes' })).body.id as string;
const category = (await owner.get('/api/v1/forum/categories')).body.items[0].id as string;

async function joined(handle: string, displayName: string): Promise<Browser & { id: string }> {
  const member = await app.db.transaction(() =>
    addMember(
      app,
      { handle, displayName, language: 'en' },
      { mail: `${handle}@customer.example`, isMailVerified: true },
    ),
  );
  const browser = whole.browser();
  await signInMember(app, browser, member.id);
  return Object.assign(browser, { id: member.id });
}

/** Fills the form of a page that goes to `action`. */
async function fill(by: Browser, page: string, action: string, fields: Record<string, string>) {
  const html = String((await by.get(page)).body);
  const form = html.slice(html.indexOf(`action="${action}"`)).split('</form>')[0]!;
  for (const name of Object.keys(fields))
    assert.ok(form.includes(`name="${name}"`), `${page} asks for ${name}`);
  const hidden = form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g);
  const body = { ...Object.fromEntries(Array.from(hidden, ([, name, value]) => [name, value])), ...fields };
  return by.post(action, new URLSearchParams(body).toString(), FORM);
}

async function asks(by: Browser, title: string): Promise<{ id: string; path: string }> {
  const fields = { category, kind: 'question', title, markdown: 'Words of mine.', tags: '', act: 'post' };
  const path = String((await fill(by, '/community/new', '/community/new', fields)).headers['location']);
  return { path, id: /\/t\/(thr_[0-9a-z]+)/.exec(path)![1]! };
}

const answers = (by: Browser, thread: { id: string; path: string }, markdown: string) =>
  fill(by, thread.path, `/community/t/${thread.id}/reply`, { markdown, act: 'post' });
/** A page as a stranger sees it now: every address is new, so none is answered from what is kept for a second. */
async function seen(path: string): Promise<string> {
  const { body } = await whole.browser().get(`${path}${path.includes('?') ? '&' : '?'}n=${Math.random()}`);
  return typeof body === 'string' ? body : JSON.stringify(body);
}

const OPEN = [
  '/community',
  '/ideas',
  '/community/feed.json',
  '/community/feed.atom',
  '/community/sitemap.xml',
  '/search?q=a+wish',
];

/** Which of the open pages say something like it. */
async function whereSeen(pattern: RegExp): Promise<string[]> {
  const pages = await Promise.all(OPEN.map(async (path) => ({ path, body: await seen(path) })));
  return pages.filter(({ body }) => pattern.test(body)).map(({ path }) => path);
}

describe('a member', () => {
  it('takes everything along in one file, leaves, and is gone with what he wrote', async () => {
    const [wilma, bob] = [await joined('wilma', 'Wilma Quist'), await joined('bobby', 'Bobby')];
    const [alone, helped, others] = [
      await asks(wilma, 'Only mine, says Wilma'),
      await asks(wilma, 'Somebody helped me'),
      await asks(bob, 'A question of Bobby'),
    ];
    await answers(bob, helped, 'Turn it.');
    await answers(wilma, others, 'Secret of Wilma');
    const idea = await fill(wilma, '/ideas/new', '/ideas/new', {
      board,
      title: 'A wish of Wilma',
      markdown: 'Please.',
      act: 'post',
    });
    assert.equal(idea.status, 303, JSON.stringify(idea.body).slice(0, 400));

    assert.deepEqual(await whereSeen(/wilma|Quist/i), OPEN, 'she is met everywhere');
    assert.ok((await tablesWith(app, 'wilma')).length > 5, 'she left words in many places');

    const file = await fill(wilma, '/community/me/privacy', '/community/me/export', {});
    assert.equal(file.status, 200);
    assert.match(String(file.headers['content-disposition']), /attachment/);
    const text = typeof file.body === 'string' ? file.body : JSON.stringify(file.body);
    for (const word of [
      'Only mine, says Wilma',
      'Secret of Wilma',
      'A wish of Wilma',
      'wilma@customer.example',
    ])
      assert.ok(text.includes(word), `${word} is taken along`);
    assert.doesNotMatch(text, /Turn it\.|bobby@customer/, 'and nothing of others');

    const left = await fill(wilma, '/community/me/privacy', '/community/me/leave', {
      content: 'drop',
      now: 'yes',
    });
    assert.ok(left.status < 400, String(left.status));
    assert.equal((await wilma.get('/community/me')).status, 303, 'signed out');
    assert.equal((await readMembers(app, [wilma.id])).get(wilma.id)?.state, 'erased');
    assert.equal((await whole.browser().get(alone.path)).status, 404);
    const kept = await seen(helped.path);
    assert.match(kept, /Turn it\./, 'the answer of somebody else stays');
    assert.doesNotMatch(kept, /wilma|Quist|Words of mine/i);
    assert.doesNotMatch(await seen(others.path), /wilma/i);
    assert.deepEqual(await whereSeen(/wilma|Quist/i), []);
    assert.deepEqual(await tablesWith(app, 'wilma'), []);
  });

  it('who lets what he wrote stay is a former member there', async () => {
    const [vera, bob] = [await joined('veraa', 'Vera Quist'), await joined('robert', 'Robert')];
    const thread = await asks(bob, 'Another question');
    await answers(vera, thread, 'It is the cable, said by somebody who left.');
    await fill(vera, '/community/me/privacy', '/community/me/leave', { content: 'keep', now: 'yes' });
    const page = await seen(thread.path);
    assert.match(page, /It is the cable/);
    assert.deepEqual(await tablesWith(app, 'Vera Quist'), [], 'her name is written nowhere');
    assert.match(page, /[Ff]ormer member/);
    assert.doesNotMatch(page, /veraa|Quist/);
  });
});
