import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { systemActor } from '#platform/app/index.ts';
import { memberDoer, staffDoer } from '#embrace/forum/index.ts';
import {
  listEntries,
  listIdeas,
  readBoards,
  removeEntry,
  saveBoard,
  saveEntry,
  setStatus,
  STAFF,
  vote,
} from '#embrace/ideas/index.ts';
import { addMember, type Member } from '#people/members/index.ts';
import type { Browser } from '../../test/helpers/browser.ts';
import { until } from '../../test/helpers/app.ts';
import { statementsOf } from '../../test/helpers/statements.ts';
import { signInMember } from '../people/members/testing/sign-in.ts';
import { wish } from './demo/ideas.ts';
import { toldServer } from './testing/told-server.ts';

const rapport = await toldServer([wish]);
const { app } = rapport;
after(() => rapport.close());
const stranger = rapport.browser();
const member = rapport.browser();
const doer = staffDoer(systemActor);
let reader: Member;
before(async () => {
  reader = await app.db.transaction(() =>
    addMember(app, { handle: 'quill', displayName: 'Quill', language: 'en' }, {}),
  );
  await signInMember(app, member, reader.id);
});

const WARM_WITHIN_MS = 5000;
let asked = 0;
const entry = (publishAt: string) => ({
  title: 'News',
  markdown: 'There.',
  kind: 'new' as const,
  publishAt,
  ideaIds: [],
});
const fresh = (path: string) => `${path}?n=${++asked}`;
const page = async (path: string, browser: Browser = stranger) =>
  String((await browser.get(fresh(path))).body);
const linkIn = async (door: string, pattern: RegExp) => pattern.exec(await page(door))![1]!;
/** Whether ideas, what comes next and what is new stand in the navigation of a page that has nothing to do with them. */
async function navigation(): Promise<string> {
  const [, shown = ''] = /<nav[^>]*aria-label="Sections">(.*?)<\/nav>/s.exec(await page('/community')) ?? [];
  return ['/ideas', '/whats-next', '/changelog'].filter((path) => shown.includes(`href="${path}"`)).join(' ');
}

describe('a page of a warm process', () => {
  // On the front one tells who is in groups.
  const doors: [string, () => Promise<string>, { stranger: number; member: number }][] = [
    ['front', async () => '/community', { stranger: 3, member: 6 }],
    ['thread', () => linkIn('/community', /href="(\/community\/t\/[^"]+)"/), { stranger: 1, member: 3 }],
    ['list of ideas', async () => '/ideas', { stranger: 2, member: 8 }],
    ['idea', () => linkIn('/ideas', /href="(\/ideas\/ide_[^"]+)"/), { stranger: 7, member: 13 }],
    ['roadmap', async () => '/whats-next', { stranger: 1, member: 4 }],
    ['article', () => linkIn('/help/en', /href="(\/help\/en\/[^"]+)"/), { stranger: 1, member: 1 }],
  ];
  for (const [name, find, most] of doors)
    it(`asks few statements: ${name}`, async () => {
      const path = await find();
      for (const [who, browser] of [
        ['stranger', stranger],
        ['member', member],
      ] as const) {
        const ask = () => statementsOf(() => browser.get(fresh(path)));
        let told = await ask();
        // What stands beside a thread is looked up behind its first pages, and another process may still be heard: once warm.
        for (
          const ends = Date.now() + WARM_WITHIN_MS;
          told.length > most[who] && Date.now() < ends;
          told = await ask()
        )
          await setTimeout(20);
        assert.equal((await browser.get(fresh(path))).status, 200, path);
        assert.ok(told.length <= most[who], `${who}: ${told.length}\n${told.join('\n')}`);
      }
    });
});

describe('the navigation kept in memory', () => {
  it('follows boards, decisions and entries at once, and asks for nothing otherwise', async () => {
    assert.equal(await navigation(), '/ideas /whats-next /changelog');
    const [board] = await readBoards(app);
    const keep = { ...board!, memberIds: [] };
    await saveBoard(app, systemActor, { ...keep, whoSees: 'members' }, board!.id);
    assert.equal(await navigation(), '/changelog');
    await saveBoard(app, systemActor, keep, board!.id);
    assert.equal(await navigation(), '/ideas /whats-next /changelog');
    for (const { id, status } of (await listIdeas(app, STAFF, { sort: 'new', limit: 100 })).rows)
      if (['considering', 'planned', 'building'].includes(status))
        await setStatus(app, doer, id, { status: 'declined', reason: 'Not this year' });
    assert.equal(await navigation(), '/ideas /changelog');
    for (const { id } of await listEntries(app, 100)) await removeEntry(app, doer, id);
    assert.equal(await navigation(), '/ideas');
  });

  it('stays what it was where a change is rolled back, and follows one of another process', async () => {
    const rolledBack = app.db.transaction(async () => {
      await saveEntry(app, doer, entry('now'));
      throw new Error('no');
    });
    await assert.rejects(rolledBack, /no/);
    assert.equal(await navigation(), '/ideas');
    await app.db.query("update idea_boards set who_sees = 'staff'");
    assert.equal(await navigation(), '/ideas', 'nobody said so yet');
    await app.bus.publish('idea.changed', { ideaId: null });
    await until('the other process is heard', async () => (await navigation()) === '');
    await app.db.query("update idea_boards set who_sees = 'everybody'");
    await app.bus.publish('idea.changed', { ideaId: null });
    await until('and once more', async () => (await navigation()) === '/ideas');
  });

  it('shows the changelog from the moment at which its first entry is out, with no job of ours', async () => {
    await saveEntry(app, doer, entry(new Date((await app.db.now()).getTime() + 700).toISOString()));
    assert.equal(await navigation(), '/ideas');
    await until('it is out', async () => (await navigation()) === '/ideas /changelog');
    const [last] = await listEntries(app, 1);
    assert.equal(last!.settledAt, null);
  });

  it('is not read again because somebody votes', async () => {
    const [idea] = (await listIdeas(app, STAFF, { sort: 'new', statuses: ['open'], limit: 1 })).rows;
    const before = idea!.votes;
    await vote(app, memberDoer(reader), idea!.id, '');
    assert.equal(
      (await listIdeas(app, STAFF, { sort: 'new', statuses: ['open'], limit: 1 })).rows[0]!.votes,
      before + 1,
    );
    const told = await statementsOf(() => page('/community'));
    assert.deepEqual(
      told.filter((text) => /idea|changelog/.test(text)),
      [],
    );
  });
});
