import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { Actor } from '#platform/app/index.ts';
import { validateCondition } from '#lib/conditions/index.ts';
import { readCatalogue } from '#respond/conditions/index.ts';
import { changeConversations, tellFollowers } from '#respond/inbox/index.ts';
import { BRAND, say, under, uri } from '#respond/inbox/testing/company.ts';
import { openOffice } from '#respond/routing/testing/office.ts';
import { routeNext } from '#respond/routing/engine/route.ts';
import { dryRun } from '#respond/routing/dry-run/dry-run.ts';
import { readRules, removeRule } from '#respond/routing/index.ts';
import { showRules } from '#respond/routing/rules/service.ts';
import { forgetNotices } from '#people/notices/index.ts';
import { watchingFeature } from './index.ts';
import { readWatchers, watch } from './service.ts';

const office = await openOffice();
const { app, company, boss } = office;
watchingFeature.subscribe!(app);
const ana = await office.agent('Ana');
const ben = await office.agent('Ben');
after(() => company.close());

const REACH = { fact: 'author.reach', op: 'more-than', value: 50_000 };
const names = async (id: string) => (await readWatchers(app, id)).items.map(({ name }) => name);
const noticesOf = ({ id }: Actor) =>
  app.db.query<{ title: string; text: string; link: string }>(
    `select title, text, link from notices where audience = $1 and key like 'watched:%' and resolved_at is null order by id`,
    [id],
  );
const famous = (followers: number, author: string) => ({
  author: { externalId: author, handle: `${author.split(':').at(-1)}.example`, followers },
});

describe('watching', () => {
  it('is begun and ended by anybody, once, and stands in the history', async () => {
    const id = await office.hear('acme, hello?');
    await watch(app, ana, id, true);
    await watch(app, ana, id, true);
    await watch(app, ben, id, true);
    assert.deepEqual(await names(id), ['Ana', 'Ben']);
    await watch(app, ana, id, false);
    await watch(app, ana, id, false);
    assert.deepEqual(await names(id), ['Ben']);
    const lines = (await office.history(id)).filter((line) => line.includes('watch'));
    assert.deepEqual(lines, ['Ana stopped watching it', 'Ben watches it', 'Ana watches it']);
    await assert.rejects(watch(app, ana, 'conv_00000000000000000000000000', true), {
      code: 'inbox.not_found',
    });
    await Promise.all(Array.from({ length: 5 }, (_, i) => watch(app, ana, id, i % 2 === 0)));
    assert.ok((await names(id)).filter((name) => name === 'Ana').length <= 1);
  });

  it('tells what the customer and others do, and nobody of himself', async () => {
    const author = 'did:plc:told';
    const id = await office.hear('acme, anybody?', { from: author });
    for (const actor of [ana, ben]) await watch(app, actor, id, true);
    await office.settle();
    for (const actor of [ana, ben])
      assert.deepEqual(await noticesOf(actor), [], 'watching itself is no news');
    await changeConversations(app, ana, [id], { assigneeId: ana.id });
    await office.settle();
    assert.deepEqual(await noticesOf(ana), []);
    assert.match((await noticesOf(ben))[0]!.text, /open now, with Ana\.$/);
    await forgetNotices(app, [`/inbox/${id}`]);
    await changeConversations(app, ben, [id], { addLabels: ['loud'] });
    await office.settle();
    assert.deepEqual(await noticesOf(ana), [], 'labels are no news');
    const [row] = await app.db.query<{ root: string }>(
      'select root_external_id as root from conversations where id = $1',
      [id],
    );
    await company.hear(say(author, 'more', 'still waiting', { minutesAgo: 1, ...under(row!.root) }));
    await company.hear(
      say(BRAND, 'ours', 'We are here', { minutesAgo: 0, ...under(row!.root, uri(author, 'more')) }),
    );
    await office.settle();
    const [notice, ...more] = await noticesOf(ana);
    assert.deepEqual(more, [], 'one notice a conversation');
    assert.equal(notice!.link, `/inbox/${id}`);
    assert.match(notice!.text, /answered|wrote again/);
    await watch(app, ana, id, false);
    await forgetNotices(app, [`/inbox/${id}`]);
    await changeConversations(app, boss, [id], { status: 'done' });
    await office.settle();
    assert.deepEqual(await noticesOf(ana), []);
    assert.equal((await noticesOf(ben)).length, 1);
  });
});

describe('reach', () => {
  it('is refused wherever anything but watching follows', async () => {
    const catalogue = await readCatalogue(app);
    const input = {
      version: 1,
      when: { all: [{ fact: 'language', op: 'is', value: 'en' }, { none: [REACH] }] },
    };
    assert.equal(validateCondition(input, catalogue).isValid, false);
    assert.equal(validateCondition(input, catalogue, ['watching']).isValid, true);
    const more: [object, object][] = [
      [{ labels: ['vip'] }, {}],
      [{ status: 'done' }, {}],
      [{ notify: [ana.id] }, {}],
      [{ makeCase: 'Loud' }, {}],
      [{ assign: {} }, {}],
      [{ answer: { texts: [{ language: 'en', body: 'x' }] } }, {}],
      [{}, { stops: true }],
    ];
    for (const [actions, rest] of more)
      await assert.rejects(
        office.rule('Loud', { all: [REACH] }, { watchers: [ana.id], ...actions }, rest),
        /may only be asked by rules that add watchers/,
        JSON.stringify([actions, rest]),
      );
    await assert.rejects(office.rule('Idle', { all: [REACH] }, {}), /./);
    await assert.rejects(
      office.rule('Gone', { all: [REACH] }, { watchers: ['user_00000000000000000000000000'] }),
      /./,
    );
  });

  it('lets somebody watch, who may stop for good', async () => {
    const id = await office.rule('Loud', { all: [REACH] }, { watchers: [ben.id] });
    const loud = await office.hear('acme is down', {
      from: 'did:plc:loud',
      ...famous(90_000, 'did:plc:loud'),
    });
    const quiet = await office.hear('acme is down', {
      from: 'did:plc:quiet',
      ...famous(12, 'did:plc:quiet'),
    });
    const unknown = await office.hear('acme is down');
    assert.deepEqual([await names(loud), await names(quiet), await names(unknown)], [['Ben'], [], []]);
    assert.equal((await readWatchers(app, loud)).items[0]!.isByRule, true);
    assert.ok((await office.history(loud)).includes('Routing let Ben watch, by rule ‘Loud’'));
    const told = await dryRun(app, { withDrafts: false });
    assert.deepEqual(
      told.examples.find((one) => one.conversationId === loud)?.reason,
      'watched by rule ‘Loud’',
    );
    await watch(app, ben, loud, false);
    await changeConversations(app, ana, [loud], { status: 'done' });
    const [row] = await app.db.query<{ root: string }>(
      'select root_external_id as root from conversations where id = $1',
      [loud],
    );
    await company.hear(
      say('did:plc:loud', 'again', 'acme, again', {
        minutesAgo: 1,
        ...under(row!.root),
        ...famous(90_000, 'did:plc:loud'),
      }),
    );
    await office.settle();
    assert.deepEqual(await names(loud), [], 'no rule puts back who stopped');
    await removeRule(app, boss, (await readRules(app)).revision, id);
  });

  it('is counted once with what else its rule does', async () => {
    const both = await office.rule(
      'Both',
      { all: [{ fact: 'words', op: 'matches', value: 'twofold' }] },
      { watchers: [ben.id], labels: ['two'] },
    );
    await office.hear('acme twofold');
    const { rules } = await showRules(app);
    assert.equal(rules.find(({ id }) => id === both)!.moved, 1);
    await removeRule(app, boss, (await readRules(app)).revision, both);
  });

  it('changes no order, no owner, no reason: the same posts by the famous and by the unknown are handled alike', async () => {
    const team = await office.team('Care', { memberIds: [ana.id, ben.id] });
    await office.rule('First', { all: [REACH] }, { watchers: [boss.id, ana.id] });
    await office.rule(
      'Care',
      { all: [{ fact: 'words', op: 'matches', value: 'router' }] },
      { teamId: team.id, assign: {} },
    );
    await office.rule(
      'Last',
      { any: [REACH, { fact: 'words', op: 'matches', value: 'smoke' }] },
      { watchers: [ben.id] },
    );
    const texts = [
      'router smoke, help',
      'my router',
      'acme is nice',
      'acme, smoke',
      'acme refund',
      'router dead',
      'acme?',
      'acme router slow',
    ];
    const at = Date.now() - 20 * 60_000;
    const pairs = texts.map((text, i) => {
      const by = (who: string, followers: number) => {
        const author = `did:plc:${who}${i}`;
        return say(author, 'p', text, { createdAt: new Date(at + i * 1000), ...famous(followers, author) });
      };
      return [by('famous', 10_000_000), by('unknown', i)] as const;
    });
    // Who comes first takes turns, so that capacity favours nobody.
    await company.hear(...pairs.flatMap(([a, b], i) => (i % 2 === 0 ? [a, b] : [b, a])));
    while (await tellFollowers(app));
    while (await routeNext(app));
    const rows = await app.db.query<{ author: string; id: string; handled: unknown; isOwned: boolean }>(
      `select a.external_id as author, c.id, c.assignee_id is not null as "isOwned",
         jsonb_build_array(c.rank, c.status, c.team_id, c.labels, c.factors, c.is_unread, c.waiting_since) as handled
       from conversations c join accounts a on a.id = c.account_id where a.external_id ~ '(famous|unknown)[0-9]+$'`,
    );
    const of = (post: { author: { externalId: string } }) =>
      rows.find((row) => row.author === post.author.externalId)!;
    for (const [a, b] of pairs) {
      const [loud, quiet] = [of(a), of(b)];
      assert.deepEqual(loud.handled, quiet.handled, a.text);
      assert.equal(loud.isOwned, quiet.isOwned);
      assert.ok((await names(loud.id)).includes('Bo'));
      assert.deepEqual(await names(quiet.id), a.text.includes('smoke') ? ['Ben'] : []);
      const told = async (id: string) => (await office.history(id)).filter((line) => !line.includes('watch'));
      const plain = (lines: string[]) => lines.map((line) => line.replaceAll(/Ana|Ben|\(.*\)/g, ''));
      assert.deepEqual(
        plain(await told(loud.id)),
        plain(await told(quiet.id)),
        'reach is no reason for anything',
      );
    }
  });
});
