import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { readMembers, setMemberState } from '#people/members/index.ts';
import { suspensionPath } from '#embrace/moderation/index.ts';
import { actionsOf } from '../../moderation/measures/log.ts';
import { isAppealable } from '../../moderation/measures/appeals.ts';
import { staffDoer } from '../doer.ts';
import { addPost } from '../talk/posts.ts';
import { deletePost } from '../talk/removal.ts';
import { findPosts } from '../talk/read.ts';
import { countFact, factsOfMembers } from '#embrace/trust/index.ts';
import { sendForm } from '../testing/stage.ts';
import { openCourt } from './testing/court.ts';

const court = await openCourt();
const { stage, help, manager, colleague, trusted, ask, queue, caseOf, decide, flag: flagIt, seen } = court;
after(() => stage.test.close());

describe('a spammer', () => {
  it('is held before anybody reads, decided, silenced, appeals, and stays known', async () => {
    const spammer = await stage.member('dealer');
    const posted = await ask(
      spammer,
      'Great offer',
      'Buy cheap followers now at https://cheap.example 50% off, limited offer!!!',
    );
    assert.equal(posted.status, 303);
    const path = String(posted.headers['location']);
    const own = await seen(path, spammer);
    assert.match(own.html, /waits for a look by the team/);
    assert.equal((await seen(path)).status, 404, 'nobody else reads it');
    assert.equal((await seen(path, await stage.member('passer-by'))).status, 404);
    for (const list of [
      '/community',
      '/community/feed.atom',
      '/community/sitemap.xml',
      '/community/search?q=followers',
    ])
      assert.doesNotMatch((await seen(list)).html, /Great offer/, list);
    const held = await caseOf(spammer);
    assert.deepEqual([held.isHeld, held.kind, held.title], [true, 'post', 'Great offer']);
    assert.deepEqual(held.why.map(({ code }) => code).sort(), ['new-site', 'spam']);
    assert.equal(
      (await decide(manager, held, { decision: 'ignore' })).status,
      400,
      'what waits is not passed over',
    );
    assert.equal((await decide(manager, held, { decision: 'hide' })).status, 400, 'a reason is needed');
    assert.equal(
      (await decide(manager, held, { decision: 'hide', reason: 'Advertising', silenceDays: 7 })).status,
      204,
    );
    assert.equal((await decide(colleague, held, { decision: 'keep' })).status, 409, 'the second one is told');
    const page = await seen('/community/me/order', spammer);
    assert.match(page.html, /Hidden/);
    assert.match(page.html, /Why: Advertising/);
    assert.match(page.html, /You cannot write/);
    assert.equal((await ask(spammer, 'Again', 'Let me in')).status, 403);
    // Once for each measure, decided by somebody else.
    const action = /id="(mac_[0-9a-z]+)">\s*<p><strong>You cannot write/.exec(page.html)![1]!;
    const appeal = (text: string) =>
      sendForm(spammer, '/community/me/order', '/community/me/order', { action, text });
    assert.equal((await appeal('I did not know')).status, 303);
    assert.match(String((await appeal('I did not know, really')).body), /An appeal can be made once/);
    const { items } = (await manager.get('/api/v1/moderation/actions?list=appeals')).body;
    assert.deepEqual(
      items.map((one: { id: string; appeal: { isYours: boolean } }) => [one.id, one.appeal.isYours]),
      [[action, false]],
    );
    const answer = (who: typeof manager, isGranted: boolean) =>
      who.put(`/api/v1/moderation/actions/${action}/appeal`, { isGranted, answer: 'This once' });
    assert.equal((await answer(manager, false)).body.error.code, 'moderation.own_measure');
    assert.equal((await answer(colleague, true)).status, 204);
    assert.equal((await answer(colleague, false)).status, 409);
    assert.equal((await readMembers(stage.app, [spammer.member.id])).get(spammer.member.id)!.state, 'active');
    // The same text by somebody else is known, and so is the site.
    const friend = await stage.member('friend-of-dealer');
    await ask(friend, 'Great offer', 'Buy cheap followers now at our shop, 50% off, a limited offer!!');
    assert.ok((await caseOf(friend)).isHeld);
  });

  it('comes back exactly when a decision is taken back', async () => {
    const { app } = stage;
    const author = await stage.member('taken-back');
    const posted = await ask(author, 'My dog', 'He ate the cable of https://dogs.example/cable today');
    const path = String(posted.headers['location']);
    const facts = async () => (await factsOfMembers(app, [author.member.id])).get(author.member.id)!;
    const stand = async () => ({
      facts: await facts(),
      state: (await readMembers(app, [author.member.id])).get(author.member.id)!.state,
      text: await app.db.query('select is_bad from moderation_texts where member_id = $1', [
        author.member.id,
      ]),
      site: await app.db.query(`select uses, hidden from moderation_sites where host = 'dogs.example'`),
      category: await app.db.query('select threads, posts from forum_categories where id = $1', [help.id]),
    });
    const [before_, row] = [await stand(), await caseOf(author)];
    await decide(manager, row, { decision: 'hide', reason: 'No dogs', silenceDays: null });
    assert.equal((await facts())['offences'], 1);
    const done = await caseOf(author, 'done');
    assert.equal(
      (await manager.post(`/api/v1/moderation/queue/post/${row.id}/undo`, { version: done.version })).status,
      204,
    );
    const again = await caseOf(author);
    assert.deepEqual({ ...again, version: 0 }, { ...row, version: 0 });
    const after_ = await stand();
    assert.deepEqual({ ...after_, site: null }, { ...before_, site: null });
    assert.match((await seen(path, author)).html, /waits for a look/, 'it waits again');
    assert.equal(
      (await manager.post(`/api/v1/moderation/queue/post/${row.id}/undo`, { version: again.version })).status,
      409,
    );
    await decide(manager, again, { decision: 'hide', reason: 'No dogs at all' });
    assert.doesNotMatch((await seen(path, author)).html, /waits for a look/, 'it waits no more');
    await decide(manager, await caseOf(author, 'done'), { decision: 'keep' });
    assert.equal((await seen(path)).status, 200);
    assert.match((await seen('/community')).html, /My dog/);
    const order = await seen('/community/me/order', author);
    assert.match(order.html, /Shown after a look/);
    assert.match(order.html, /taken back/);
    // Decided anew, later: hidden after all, and shown again.
    const kept = await caseOf(author, 'done');
    await decide(colleague, kept, { decision: 'hide', reason: 'Really no dogs' });
    assert.equal((await seen(path)).status, 404);
    await decide(colleague, await caseOf(author, 'done'), { decision: 'keep' });
    assert.equal((await seen(path)).status, 200);
    assert.equal((await facts())['offences'], 0);
  });

  it('appeals without a proven mail by a link that only the sign-in page gives, while he is suspended', async () => {
    const { app, test } = stage;
    const { member } = await stage.member('without-mail');
    const change = (state: 'suspended' | 'active') =>
      setMemberState(app, systemActor, member.id, { state, reason: 'Threats', until: null });
    assert.equal(await suspensionPath(app, member.id), undefined);
    await change('suspended');
    const path = (await suspensionPath(app, member.id))!;
    const stranger = test.browser();
    const page = await stranger.get(path);
    assert.match(String(page.body), /Why: Threats[^]*Send the appeal/);
    assert.equal((await stranger.get(path.replace(/key=./, 'key=_'))).status, 410);
    const sent = await sendForm(Object.assign(stranger, { member }), path, path, { text: 'It was a joke' });
    assert.equal(sent.status, 303);
    await change('active');
    assert.equal(await suspensionPath(app, member.id), undefined);
  });

  it('is slowed down in plain words, in his language, and may not carry many links', async () => {
    const writer = await stage.member('fast-writer');
    for (let i = 0; i < 5; i++)
      assert.equal((await ask(writer, `Question ${i}`, `What is ${i}?`)).status, 303);
    const refused = await ask(writer, 'One more', 'And this?');
    assert.equal(refused.status, 429);
    assert.match(String(refused.body), /members write 5 posts a minute\. You can write again in \d+ seconds/);
    assert.match(String(refused.body), /And this\?/, 'the text is kept');
    await stage.app.db.query(`update members set language = 'de' where id = $1`, [writer.member.id]);
    assert.match(String((await ask(writer, 'Noch eine', 'Und?')).body), /5 Beiträge je Minute möglich/);
    const linker = await stage.member('linker');
    const links = 'https://a.example https://b.example https://c.example';
    const tooMany = await ask(linker, 'Links', links);
    assert.deepEqual(
      [tooMany.status, /a post may have 2 links; yours has 3/.test(String(tooMany.body))],
      [422, true],
    );
    assert.equal((await ask(await trusted('linker-2'), 'Links', links)).status, 303);
  });
});

describe('flags', () => {
  it('count once for each member, never for one’s own, and hide when they weigh enough', async () => {
    const author = await stage.member('flagged');
    const { thread, post } = await stage.start(author, help, {
      title: 'Flag me',
      markdown: 'Something quite usual.',
    });
    const path = `/community/t/${thread.id}/${thread.slug}`;
    assert.equal((await flagIt(author, post.id)).status, 403);
    const fans = [await trusted('flagger-1'), await trusted('flagger-2', 3), await trusted('flagger-3')];
    assert.match((await seen(path, fans[0])).html, new RegExp(`/community/flag/post/${post.id}`));
    const other = await flagIt(fans[0]!, post.id, 'other');
    assert.deepEqual([other.status, /Say in a few words/.test(String(other.body))], [400, true]);
    await Promise.all(Array.from({ length: 8 }, () => flagIt(fans[0]!, post.id, 'offensive')));
    const row = (await queue()).find(({ id }) => id === post.id);
    assert.deepEqual(
      [row!.flags.length, row!.isHidden, row!.flags[0]!.by!.id],
      [1, false, fans[0]!.member.id],
    );
    assert.equal((await seen(path)).status, 200);
    await Promise.all(fans.slice(1).map((fan) => flagIt(fan, post.id)));
    const hidden = await caseOf(author);
    assert.deepEqual([hidden.isHidden, hidden.flags.length], [true, 3]);
    assert.ok(Math.abs(hidden.weight - hidden.flags.reduce((sum, { weight }) => sum + weight, 0)) < 0.001);
    assert.equal((await seen(path)).status, 404);
    assert.equal(
      (await flagIt(await trusted('late'), post.id)).status,
      404,
      'what nobody sees is not flagged',
    );
    assert.match((await seen('/community/me/order', author)).html, /by the rules, before anybody looked/);
    // Wrongly: it is there again, and those who flagged weigh less.
    await decide(manager, hidden, { decision: 'keep' });
    assert.equal((await seen(path)).status, 200);
    const facts = await factsOfMembers(
      stage.app,
      fans.map(({ member }) => member.id),
    );
    assert.deepEqual(
      [...facts.values()].map((one) => one['flags-dismissed']),
      [1, 1, 1],
    );
    const action = (await actionsOf(stage.app, author.member.id)).find(({ what }) => what === 'hidden');
    assert.equal(isAppealable(action!, new Date()), false, 'it is shown again: nothing to appeal against');
    assert.equal((await flagIt(fans[0]!, post.id)).status, 200);
    assert.equal((await caseOf(author, 'done')).flags.length, 3, 'the same flag again brings nothing back');
  });

  it('about what a colleague took away by himself are judged; its author is told once, and undoing leaves it away', async () => {
    const { app } = stage;
    const author = await trusted('taken-away');
    const { thread } = await stage.start(author, help, { title: 'Away', markdown: 'A question of mine.' });
    const { post } = await addPost(app, author.doer, thread.id, { markdown: 'And more', replyTo: null });
    await flagIt(await trusted('flags-away'), post.id);
    await deletePost(
      app,
      staffDoer({ ...systemActor, kind: 'user', id: 'user_away', name: 'Ama' }),
      post.id,
      {
        isDeleted: true,
        reason: 'Not here',
      },
    );
    const hidden = async () =>
      (await actionsOf(app, author.member.id)).flatMap(({ what, reason }) =>
        what === 'hidden' ? reason : [],
      );
    assert.deepEqual(await hidden(), ['Not here']);
    await decide(manager, await caseOf(author), { decision: 'hide', reason: 'Spam' });
    assert.deepEqual(await hidden(), ['Not here'], 'not twice');
    const { version, id } = await caseOf(author, 'done');
    assert.equal((await manager.post(`/api/v1/moderation/queue/post/${id}/undo`, { version })).status, 204);
    const [row] = await findPosts(app, [post.id]);
    assert.deepEqual([row!.deletedAt === null, row!.deletedReason], [false, 'Not here']);
    assert.deepEqual(await hidden(), ['Not here']);
  });

  it('of newcomers and of wrong ones move little, and are limited', async () => {
    const author = await trusted('quiet-author');
    const { post } = await stage.start(author, help, {
      title: 'Calm',
      markdown: 'Nothing wrong here at all.',
    });
    const crowd = await Promise.all(Array.from({ length: 5 }, (_, i) => stage.member(`crowd-${i}x`)));
    for (const one of crowd) await flagIt(one, post.id);
    const row = await caseOf(author);
    assert.deepEqual([row.isHidden, row.flags.length], [false, 5]);
    await decide(manager, row, { decision: 'ignore' });
    const liar = crowd[0]!;
    await countFact(stage.app, liar.member.id, 'flags-dismissed', 20);
    const posts = await Promise.all(
      [1, 2, 3].map((n) =>
        stage.start(author, help, { title: `Calm ${n}`, markdown: `Nothing wrong in number ${n}.` }),
      ),
    );
    const answers = [];
    for (const { post: one } of posts) answers.push((await flagIt(liar, one.id)).status);
    assert.deepEqual(answers, [200, 200, 429], 'three a day, the first one counted');
    const weights = (await queue())
      .flatMap(({ flags }) => flags.filter(({ by }) => by?.id === liar.member.id))
      .map(({ weight }) => weight);
    assert.ok(
      weights.every((weight) => weight < 0.06),
      String(weights),
    );
  });

  it('are refused from elsewhere, by the silenced and by strangers; colleagues without the right decide nothing', async () => {
    const author = await stage.member('target');
    const { post } = await stage.start(author, help, {
      title: 'Target',
      markdown: 'A calm sentence about routers.',
    });
    const url = `/community/flag/post/${post.id}`;
    const fields = { 'content-type': 'application/x-www-form-urlencoded' };
    const member = await stage.member('csrf');
    assert.equal((await member.post(url, 'reason=spam&proof=x', fields)).status, 400);
    assert.equal((await stage.test.browser().post(url, 'reason=spam', fields)).status, 303);
    assert.equal((await member.get('/community/flag/post/fpo_none')).status, 404);
    assert.equal((await member.get('/community/flag/nothing/fpo_none')).status, 404);
    const agent = await stage.test.staff('agent');
    const viewer = await stage.test.staff('viewer');
    await flagIt(member, post.id);
    const row = await caseOf(author);
    assert.equal((await decide(agent, row, { decision: 'keep' })).status, 403);
    assert.equal((await agent.get('/api/v1/moderation/queue')).status, 200);
    assert.equal(
      (await viewer.get('/api/v1/moderation/queue')).status,
      403,
      'who flagged is not for everybody',
    );
    assert.equal(
      (await agent.post('/api/v1/moderation/words', { pattern: 'x', action: 'hold' })).status,
      403,
    );
    assert.equal((await manager.get('/api/v1/moderation/queue?cursor=abc')).status, 400);
  });
});
