import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { readMembers } from '#people/members/index.ts';
import { until } from '../../../../test/helpers/app.ts';
import { sendForm } from '../../forum/testing/stage.ts';
import { contributionBelongings } from '../belongings.ts';
import { tellCredited } from '../notices.ts';
import { ARTICLES_TAB } from '../paths.ts';
import { openStage } from '../testing/stage.ts';
import { nameIn } from './wish.ts';

const stage = await openStage();
const { app, agent } = stage;
after(() => stage.close());
const api = '/api/v1/contributions';
const asker = await stage.member('asker', 'Anna Asker');
const page = async (path: string) =>
  String((await stage.test.browser().get(`${path}?n=${Math.random()}`)).body);

/** An article that was made of a thread and published. */
async function grown(helper: Awaited<ReturnType<typeof stage.member>>) {
  const { threadId, answerId } = await stage.solved(asker, helper);
  const source = { kind: 'thread', id: threadId };
  const found = (await agent.get(`${api}/proposal?source=thread&id=${threadId}`)).body;
  const made = await agent.post(`${api}/articles`, {
    source,
    title: found.title,
    body: found.body,
    language: 'en',
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const { id } = made.body;
  await stage.publish(id);
  const { links } = (await agent.get(`/api/v1/knowledge/articles/${id}`)).body;
  return { id, threadId, answerId, path: new URL(links[0].url).pathname, found };
}
const settles = (what: string, path: string, pattern: RegExp) =>
  until(what, async () => pattern.test(await page(path)));

describe('an article of a solved thread', () => {
  it('has question and answer, names who answered, and both lead to each other', async () => {
    const helper = await stage.member('helper', 'Hal Helper');
    const { path, threadId, answerId, found, id } = await grown(helper);
    assert.equal(found.body, '> It blinks red.\n\nHold the button for **ten** seconds.');
    assert.deepEqual(
      found.credits.map(({ handle }: { handle: string }) => handle),
      ['helper'],
    );
    await settles(
      'the name stands there',
      path,
      /From an answer by\s+<a href="\/community\/members\/helper">@helper<\/a>/,
    );
    assert.match(await page(path), new RegExp(`/community/p/${answerId}`));
    const { url } = (await agent.get(`/api/v1/forum/threads/${threadId}`)).body;
    await settles(
      'the thread leads to it',
      new URL(url).pathname,
      new RegExp(`This became an article: <a href="${path}"`),
    );
    await tellCredited(app, [id]);
    await tellCredited(app, [id]);
    const told = await app.db.query(
      `select kind, title from notifications where member_id = $1 and kind like 'contributions.%'`,
      [helper.member.id],
    );
    assert.deepEqual(told, [{ kind: 'contributions.credited', title: 'How do I reset the router?' }]);
  });

  it('says nothing of a draft, and nothing once it is put away', async () => {
    const helper = await stage.member('drafty');
    const { threadId } = await stage.solved(asker, helper);
    const { url } = (await agent.get(`/api/v1/forum/threads/${threadId}`)).body;
    const thread = new URL(url).pathname;
    const given = { title: 'A', body: 'B', language: 'en', source: { kind: 'thread', id: threadId } };
    const { id } = (await agent.post(`${api}/articles`, given)).body;
    assert.doesNotMatch(await page(thread), /became an article/);
    await stage.publish(id);
    await settles('it is told', thread, /became an article/);
    await stage.manager.patch(`/api/v1/knowledge/articles/${id}`, { visibility: 'internal' });
    await until('it is told no more', async () => !/became an article/.test(await page(thread)));
  });

  it('leaves a name out when the member wishes it, and puts it back', async () => {
    const helper = await stage.member('shy', 'Shy Member');
    const { id, path } = await grown(helper);
    await settles('the name stands there', path, /@shy/);
    assert.match(String((await helper.get(ARTICLES_TAB)).body), /Leave my name out/);
    const other = await stage.member('nosy');
    await assert.rejects(nameIn(app, other.member, id, false), { code: 'edits.no_article' });
    assert.equal((await sendForm(helper, ARTICLES_TAB, ARTICLES_TAB, { id, act: 'hide' })).status, 303);
    await until('the name is gone', async () => !/@shy/.test(await page(path)));
    assert.equal((await agent.get(`${api}/articles/${id}`)).body.credits[0].isHidden, true);
    await sendForm(helper, ARTICLES_TAB, ARTICLES_TAB, { id, act: 'show' });
    await settles('the name is back', path, /@shy/);
  });

  it('refuses forms without their proof', async () => {
    const helper = await stage.member('forged');
    const { id } = await grown(helper);
    const answer = await helper.post(
      ARTICLES_TAB,
      new URLSearchParams({ id, act: 'hide', proof: 'x' }).toString(),
      {
        'content-type': 'application/x-www-form-urlencoded',
      },
    );
    assert.equal(answer.status, 403);
    assert.equal((await agent.get(`${api}/articles/${id}`)).body.credits[0].isHidden, false);
  });

  it('names nobody who left; without his content somebody looks at it again', async () => {
    const helper = await stage.member('gone', 'Gone Member');
    const { id, path } = await grown(helper);
    await settles('the name stands there', path, /@gone/);
    const taken = JSON.stringify(await contributionBelongings.exportOf(app, helper.member.id));
    assert.match(taken, new RegExp(id));
    await app.db.transaction(() =>
      contributionBelongings.erase(app, helper.member.id, { keepsContent: false }),
    );
    await until('the name is gone', async () => !/@gone/.test(await page(path)));
    const { reviewOn, alarm } = (await agent.get(`/api/v1/knowledge/articles/${id}`)).body;
    assert.deepEqual([reviewOn, alarm], [new Date().toISOString().slice(0, 10), 'review']);
    assert.deepEqual(
      await app.db.query('select 1 from contribution_credits where member_id = $1', [helper.member.id]),
      [],
    );
    assert.ok((await readMembers(app, [helper.member.id])).size === 1);
  });

  it('of a closed group leads strangers nowhere', async () => {
    const inner = await stage.category('Inner', { whoReads: 'members' });
    const helper = await stage.member('insider');
    const { threadId } = await stage.solved(asker, helper, { category: inner });
    const found = (await agent.get(`${api}/proposal?source=thread&id=${threadId}`)).body;
    assert.deepEqual([found.isPrivate, found.url], [true, null]);
  });
});
