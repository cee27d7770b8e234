import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { memberDevices, saveWord } from '#embrace/moderation/index.ts';
import { countFact, factsOfMembers, readFormula, relevel } from '#embrace/trust/index.ts';
import { lookForSigns } from '../../moderation/signs/service.ts';
import { staffDoer } from '../doer.ts';
import { addGroupCategory, saveGroup, seatMember, takeSeat } from '../groups/groups.ts';
import { sendForm } from '../testing/stage.ts';
import { openCourt } from './testing/court.ts';

const court = await openCourt();
const { stage, help, manager, trusted, ask, queue, seen } = court;
after(() => stage.test.close());

describe('watched words', () => {
  it('hold, refuse, replace and flag, however they are disguised', async () => {
    const actor = systemActor;
    const { app } = stage;
    const word = (pattern: string, action: 'hold' | 'refuse' | 'replace' | 'flag', more: object = {}) =>
      saveWord(app, actor, {
        pattern,
        action,
        isExpression: false,
        replacement: '',
        reason: '',
        isOn: true,
        ...more,
      });
    await word('casino*', 'refuse', { reason: 'We do not talk about gambling.' });
    await word('darn', 'replace', { replacement: 'oh dear' });
    await word(String.raw`\bvirus-?(killer|cleaner)`, 'hold', { isExpression: true });
    await word('competitor', 'flag');
    const writer = await trusted('worded');
    const path = async (text: string) => String((await ask(writer, 'Words', text)).headers['location'] ?? '');
    for (const text of ['Online CASINOS here', 'c a s i n o', 'ca\u200bsino', 'саsіno', 'c.a.s.i.n.o!'])
      assert.match(String((await ask(writer, 'Words', text)).body), /We do not talk about gambling/, text);
    const replaced = await seen(await path('Well, DARN it'));
    assert.match(replaced.html, /Well, oh dear it/);
    assert.equal((await seen(await path('Get Virus-Cleaner now'))).status, 404);
    assert.equal((await seen(await path('A competitor does it so'))).status, 200, 'flagged, and shown');
    const why = (await queue()).flatMap((one) => (one.author?.id === writer.member.id ? one.why : []));
    assert.deepEqual(why.map(({ text }) => text).sort(), [
      'Watched word: \\bvirus-?(killer|cleaner)',
      'Watched word: competitor',
    ]);
    const bad = await manager.post('/api/v1/moderation/words/preview', {
      pattern: '(a',
      isExpression: true,
      action: 'hold',
    });
    assert.deepEqual([bad.status, bad.body.error.code], [400, 'moderation.pattern_invalid']);
    const { body } = await manager.post('/api/v1/moderation/words/preview', {
      pattern: 'dear',
      action: 'hold',
    });
    assert.deepEqual([body.matched, body.examples[0].found], [1, ['dear']]);
    assert.ok(body.checked >= 3);
    // An edit is looked at as well.
    const { thread, post } = await stage.start(writer, help, { title: 'Harmless', markdown: 'All is well.' });
    await sendForm(writer, `/community/p/${post.id}/edit`, `/community/p/${post.id}/edit`, {
      markdown: 'Get virus-killer',
      revision: '1',
      act: 'post',
    });
    assert.equal((await seen(`/community/t/${thread.id}/${thread.slug}`)).status, 404);
  });

  it('are looked for in a new title, too, and an edit that changes nothing brings nothing to a colleague', async () => {
    const writer = await trusted('retitled');
    const { thread, post } = await stage.start(writer, help, {
      title: 'Plain',
      markdown: 'A quiet gadgetron.',
    });
    const path = `/community/t/${thread.id}`;
    const retitle = (title: string) =>
      sendForm(writer, `${path}/settings`, `${path}/settings`, { title, tags: 'quiet' });
    const refused = await retitle('Best casino');
    assert.equal(refused.status, 422);
    assert.match(String(refused.body), /We do not talk about gambling/);
    assert.match(String((await retitle('Darn router')).headers['location']), /oh-dear-router$/);
    await saveWord(stage.app, systemActor, {
      pattern: 'gadgetron',
      action: 'hold',
      isExpression: false,
      replacement: '',
      reason: '',
      isOn: true,
    });
    const edit = `/community/p/${post.id}/edit`;
    const same = { markdown: 'A quiet gadgetron.', revision: '2', act: 'post' };
    assert.equal((await sendForm(writer, edit, edit, same)).status, 303);
    await retitle('oh dear router');
    const own = async () => (await queue()).filter(({ author }) => author?.id === writer.member.id);
    assert.deepEqual([(await own()).length, (await seen(`${path}/oh-dear-router`)).status], [0, 200]);
    await retitle('Virus-killer');
    assert.deepEqual([(await own()).length, (await seen(`${path}/virus-killer`)).status], [1, 404]);
    assert.match((await seen(`${path}/virus-killer`, writer)).html, /waits for a look/);
  });

  it('are looked for in tags and in names that members give to categories of groups', async () => {
    const writer = await trusted('tagger');
    const tagged = (tags: string) =>
      sendForm(writer, '/community/new', '/community/new', {
        category: help.id,
        kind: 'question',
        title: `Tagged ${tags}`,
        markdown: 'A lamp.',
        tags,
        act: 'post',
      });
    assert.match(String((await tagged('lamps, online-casino')).body), /We do not talk about gambling/);
    const path = String((await tagged('darn, lamps')).headers['location']);
    assert.match((await seen(path)).html, /tags\/oh-dear[^]*tags\/lamps/);
    const settings = `${path.split('/').slice(0, 4).join('/')}/settings`;
    const retag = (tags: string) =>
      sendForm(writer, settings, settings, { title: 'Tagged oh dear, lamps', tags });
    for (const tags of ['c-a-s-i-n-o', 'lamps, саsіno', 'virus-killer'])
      assert.equal((await retag(tags)).status, 422, tags);
    assert.equal((await retag('lamps, darn, red')).status, 303);
    assert.match((await seen(path)).html, /tags\/oh-dear[^]*tags\/red/);
    const group = await saveGroup(stage.app, systemActor, {
      name: 'Lamps',
      slug: 'lamps',
      text: '',
      kind: 'public',
    });
    const ama = staffDoer({ ...systemActor, kind: 'user', id: 'user_1', name: 'Ama' });
    for (const wish of ['invite', 'promote'] as const) {
      await seatMember(stage.app, ama, group.id, { handle: 'tagger', wish });
      await takeSeat(stage.app, writer.doer, group.id, true);
    }
    const add = (name: string, text = '') =>
      addGroupCategory(stage.app, writer.doer, group.id, { name, text });
    await assert.rejects(add('Casino corner'), /We do not talk about gambling/);
    await assert.rejects(add('Corner', 'get virus-killer'), /not wanted here/);
    assert.equal((await add('Darn corner')).name, 'oh dear corner');
    assert.equal(
      (await addGroupCategory(stage.app, ama, group.id, { name: 'Casino', text: '' })).name,
      'Casino',
    );
  });

  it('and copies: the third nearly equal text of newcomers in a day waits', async () => {
    const text = (n: number) =>
      `Please read my long story about the yellow bicycle in the garden behind the old house ${'!'.repeat(n)}`;
    const results = [];
    for (let n = 0; n < 4; n++) {
      const one = await stage.member(`copier-${n}x`);
      results.push((await seen(String((await ask(one, 'Bicycle', text(n))).headers['location']))).status);
    }
    assert.deepEqual(results, [200, 200, 404, 404]);
  });
});

describe('what looks arranged', () => {
  it('is pointed out: one browser, and thanks to each other; nothing else happens', async () => {
    const { app } = stage;
    const [one, other, third] = [await trusted('ring-1'), await trusted('ring-2'), await trusted('ring-3')];
    for (const who of [one, other]) await memberDevices.note(app, who.member.id, 'the-same-browser');
    for (let n = 0; n < 10; n++) {
      const { post } = await stage.start(n % 2 ? one : other, help, {
        title: `Ring ${n}`,
        markdown: `Number ${n}`,
      });
      await app.db.query(
        `insert into forum_reactions (post_id, member_id, kind) values ($1, $2, 'like'), ($1, $2, 'thanks')`,
        [post.id, (n % 2 ? other : one).member.id],
      );
    }
    await lookForSigns(app);
    await lookForSigns(app);
    const signs = async () =>
      (await manager.get('/api/v1/moderation/signs')).body.items as {
        id: string;
        kind: string;
        members: { handle: string }[];
        why: string[];
        favours: {
          from: string;
          to: string;
          n: number;
          of: Record<string, number>;
          expected: number | null;
        }[];
      }[];
    const found = await signs();
    assert.deepEqual(
      found.map(({ kind, members }) => `${kind}: ${members.map(({ handle }) => handle).join(' ')}`).sort(),
      ['ring: ring-1 ring-2', 'same-device: ring-1 ring-2'],
    );
    assert.match(
      found.find(({ kind }) => kind === 'ring')!.why.join(),
      /10 thanks .* about 1 would be chance/,
    );
    const between = found.find(({ kind }) => kind === 'ring')!.favours;
    assert.deepEqual(
      between.map(({ n, of }) => [n, of]),
      [
        [10, { answers: 10 }],
        [10, { answers: 10 }],
      ],
    );
    assert.ok(between.every(({ from, to, expected }) => from !== to && expected! < 2));
    const devices = await app.db.query<{ device: string }>('select device from moderation_devices');
    assert.ok(
      devices.every(({ device }) => !device.includes('browser')),
      'the name itself is not kept',
    );
    for (const { id } of found)
      assert.equal((await manager.post(`/api/v1/moderation/signs/${id}/dismiss`, {})).status, 204);
    await lookForSigns(app);
    assert.deepEqual(await signs(), [], 'what was dismissed stays so');
    assert.equal(third.member.state, 'active');
  });
});

it('who writes well rises, and may more', async () => {
  const { app } = stage;
  const riser = await stage.member('riser');
  const { thread } = await stage.start(await trusted('teller'), help, { title: 'Long', markdown: 'First' });
  await seen(`/community/t/${thread.id}/${thread.slug}`, riser);
  const read = (await factsOfMembers(app, [riser.member.id])).get(riser.member.id)!;
  assert.deepEqual([read['visits'], read['reads']], [1, 1]);
  await countFact(app, riser.member.id, 'visits', 1);
  await countFact(app, riser.member.id, 'reads', 9);
  await relevel(app);
  assert.match((await seen('/community/me/order', riser)).html, /Your level of trust is 1/);
  assert.equal((await readFormula(app)).rights[1]!.linksPerPost, 10);
});
