import { after, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { systemActor } from '#platform/app/index.ts';
import { addMember, CLOSED, saveCommunity } from '#people/members/index.ts';
import { makeCases } from '#embrace/together/index.ts';
import { features } from '../../src/main/features.ts';
import { wholeServer } from '../../src/main/testing/whole-server.ts';
import { openGates } from '../../src/embrace/moderation/testing/open-gates.ts';
import { signInMember } from '../../src/people/members/testing/sign-in.ts';
import { until } from '../helpers/app.ts';
import type { Browser } from '../helpers/browser.ts';

const whole = await wholeServer();
const { app } = whole;
after(() => whole.close());
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const everyJob = Object.assign({}, ...features.map((feature) => feature.jobs?.(app) ?? {}));
await saveCommunity(app, systemActor, { ...CLOSED, isOpen: true, name: 'Lumora' });
await openGates(app);
const voice = features.flatMap(({ services = [] }) => services).find(({ name }) => name === 'forum.voice');
await voice!.start(app, new AbortController().signal);
const owner = await whole.staff('owner');
const agent = await whole.staff('agent', undefined, '192.0.2.7');

async function joined(handle: string): Promise<Browser & { id: string }> {
  const member = await app.db.transaction(() =>
    addMember(app, { handle, displayName: handle, language: 'en' }, {}),
  );
  const browser = whole.browser();
  await signInMember(app, browser, member.id);
  return Object.assign(browser, { id: member.id });
}

/** Fills the form of a page that has one, as a browser does. */
async function fill(by: Browser, page: string, action: string, fields: Record<string, string>) {
  const html = String((await by.get(page)).body);
  const hidden = [...html.matchAll(/<input type="hidden" name="(proof|form)" value="([^"]*)"/g)];
  const body = { ...Object.fromEntries(hidden.map(([, name, value]) => [name, value])), ...fields };
  return by.post(action, new URLSearchParams(body).toString(), FORM);
}

const maya = await joined('maya');
const bob = await joined('bobby');
const made = await owner.post('/api/v1/forum/categories', { name: 'Help', slug: 'help', text: '' });
assert.ok(made.status < 300, JSON.stringify(made.body));
const known = (await owner.get('/api/v1/forum/categories')).body as { items: { id: string }[] };
const category = known.items[0]!;

async function asks(title: string): Promise<{ id: string; path: string }> {
  const fields = {
    category: category.id,
    kind: 'question',
    title,
    markdown: 'It blinks red.',
    tags: '',
    act: 'post',
  };
  const answer = await fill(maya, '/community/new', '/community/new', fields);
  const path = String(answer.headers['location']);
  const id = /\/t\/(thr_[0-9a-z]+)\//.exec(path)?.[1];
  assert.ok(
    id,
    /<main[^]{0,900}/.exec(String(answer.body))?.[0] ?? JSON.stringify(answer.body).slice(0, 400),
  );
  return { id, path };
}
const hoursGoBy = (id: string, hours: number) =>
  app.db.query(
    'update forum_threads set created_at = created_at - make_interval(hours => $2) where id = $1',
    [id, hours],
  );
const cases = async () => {
  const { items } = (await agent.get('/api/v1/cases')).body as {
    items: { id: string; title: string | null }[];
  };
  return items.map(({ title }) => title);
};

describe('a question that nobody answers', () => {
  it('becomes a case in the inbox after the promised hours of the calendar, once, whoever looks', async () => {
    const promise = { hours: 4, calendarId: null };
    const url = `/api/v1/community/promises/${category.id}`;
    assert.equal((await agent.send('PUT', url, promise)).status, 403);
    assert.equal(
      (await owner.send('PUT', `/api/v1/community/promises/fcat_${'0'.repeat(26)}`, promise)).status,
      404,
    );
    assert.equal((await owner.send('PUT', url, { ...promise, calendarId: 'cal_none' })).status, 404);
    for (const hours of [0, -1, 1001, 'soon'])
      assert.equal((await owner.send('PUT', url, { hours, calendarId: null })).status, 400);
    assert.ok((await owner.send('PUT', url, promise)).status < 300);
    const listed = (await agent.get('/api/v1/community/promises')).body as { items: object[] };
    assert.deepEqual(listed.items, [{ categoryId: category.id, name: 'Help', ...promise }]);
    await app.db.query(`update together_promises set since = now() - interval '30 days'`);

    const [alone, helped, own, early] = [
      await asks('Nobody knows'),
      await asks('Bobby knows'),
      await asks('I add something'),
      await asks('Just asked'),
    ];
    await fill(bob, helped.path, `/community/t/${helped.id}/reply`, { markdown: 'Turn it.', act: 'post' });
    await fill(maya, own.path, `/community/t/${own.id}/reply`, { markdown: 'Still red.', act: 'post' });
    for (const { id } of [alone, helped, own]) await hoursGoBy(id, 24 * 14);
    await Promise.all([1, 2, 3, 4].map(() => makeCases(app)));
    await until('the cases are there', async () => (await cases()).length === 2);
    assert.deepEqual((await cases()).toSorted(), ['I add something', 'Nobody knows']);
    await everyJob['together.unanswered']({}, new AbortController().signal);
    assert.equal((await cases()).length, 2, `${early.id} waits for its hours`);
    const { items } = (await agent.get('/api/v1/inbox')).body as {
      items: { title?: string | null; network: string }[];
    };
    assert.ok(items.some(({ network }) => network === 'community'));
  });

  it('is nobody’s case when the promise is taken back', async () => {
    const url = `/api/v1/community/promises/${category.id}`;
    await owner.send('PUT', url, { hours: null, calendarId: null });
    const late = await asks('Too late for a case');
    await hoursGoBy(late.id, 24 * 14);
    assert.equal(await makeCases(app), 0);
  });
});

describe('people with the same problem', () => {
  it('are counted exactly, and meet only where both wish it', async () => {
    const cleo = await joined('cleo');
    const { id, path } = await asks('The same for many');
    const page = `/community/together/${id}`;
    const [post] = await app.db.query<{ id: string }>('select id from forum_posts where thread_id = $1', [
      id,
    ]);
    const same = (by: Browser) => fill(by, path, `/community/p/${post!.id}/act`, { act: 'same' });
    const act = (by: Browser, fields: Record<string, string>) => fill(by, page, page, fields);
    assert.equal((await act(bob, { act: 'join' })).status, 403, 'he has not said that he has it');
    for (const by of [bob, bob, cleo]) await same(by);
    assert.equal((await same(maya)).status, 403, 'who asked is no other');
    assert.match(String((await whole.browser().get(path)).body), /2 others have this, too/);
    assert.equal((await act(bob, { act: 'join' })).status, 303);
    assert.match(String((await maya.get(page)).body), /One other person wishes it/);
    assert.doesNotMatch(String((await maya.get(page)).body), /bobby/);
    assert.equal((await act(maya, { act: 'write', text: 'Hello?' })).status, 403);
    await act(maya, { act: 'join' });
    assert.match(String((await bob.get(page)).body), /maya/);
    const once = { act: 'write', text: 'Hello <b>you</b>', form: 'form_same' };
    for (let n = 0; n < 3; n++) assert.equal((await act(maya, once)).status, 303);
    const read = String((await bob.get(page)).body);
    assert.doesNotMatch(read, /<b>you/);
    const rows = await app.db.query('select 1 from together_messages where thread_id = $1', [id]);
    assert.equal(rows.length, 1);
    for (const text of ['', ' ', 'x'.repeat(2001)])
      assert.equal((await act(maya, { act: 'write', text })).status, 400);
    assert.doesNotMatch(String((await cleo.get(page)).body), /Hello|bobby/);
    await app.db.query('insert into member_blocks (member_id, blocked_id) values ($1, $2)', [
      bob.id,
      maya.id,
    ]);
    assert.doesNotMatch(String((await maya.get(page)).body), /bobby/);
    await app.db.query('delete from member_blocks');
    await act(bob, { act: 'leave' });
    assert.doesNotMatch(String((await maya.get(page)).body), /bobby/);
    const told = await app.db.query<{ kind: string }>(
      'select kind from notifications where member_id = $1 order by id',
      [bob.id],
    );
    assert.ok(told.some(({ kind }) => kind === 'together.introduced'));
    assert.match(String((await whole.browser().get(page)).headers['location']), /sign-in/);
    for (const odd of ['%00', 'thr_x', `${id}0`])
      assert.equal((await bob.get(`/community/together/${odd}`)).status, 404);
  });
});
