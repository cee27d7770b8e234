import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { moderatedPort, saveModeration, saveWord } from '#embrace/moderation/index.ts';
import { staffDoer } from '#embrace/forum/index.ts';
import { decide } from '../../moderation/cases/decide.ts';
import { USUAL } from '../../moderation/schema.ts';
import { openStage, sendForm, type Signed } from '../../forum/testing/stage.ts';
import { ideasFeature } from '../feature.ts';
import { saveBoard } from '../idea/boards.ts';
import { comment } from '../idea/comments.ts';
import { moderatedIdeas } from '../idea/moderated.ts';
import { propose } from '../idea/propose.ts';
import type { IdeaRow } from '../idea/store.ts';
import { vote } from '../idea/votes.ts';
import { selectVotes } from '../idea/votes-store.ts';
import { boardInput } from '../schema.ts';
import { addIdeaPages } from './pages.ts';

const stage = await openStage([ideasFeature], {}, addIdeaPages);
const { app, test } = stage;
after(() => test.close());
app.provide(moderatedPort, moderatedIdeas);
const boardFor = (whoSees: string) =>
  saveBoard(app, systemActor, boardInput.parse({ name: whoSees, whoSees }));
const board = await boardFor('everybody');
const [maya, bob] = [await stage.member('maya', 'Maya'), await stage.member('bob', 'Bob')];
const wish = async (by: Parameters<typeof propose>[1], boardId = board.id, title = 'One bill') =>
  (await propose(app, by, { boardId, title, markdown: 'For families.' })).idea;
const page = async ({ id, slug }: IdeaRow, by: Pick<Signed, 'get'>) =>
  String((await by.get(`/ideas/${id}/${slug}`)).body);
const voteOf = async (idea: IdeaRow, by: Signed) =>
  (await selectVotes(app, idea.id, 'vote')).find(({ memberId }) => memberId === by.member.id)!;
const word = (pattern: string, action: 'hold' | 'refuse' | 'replace', replacement = '') =>
  saveWord(app, systemActor, { pattern, action, isExpression: false, replacement, reason: '', isOn: true });
const caseOf = async (id: string) => {
  const [row] = await app.db.query<{ version: number; isHeld: boolean }>(
    `select version, is_held as "isHeld" from moderation_cases where subject_id = $1`,
    [id],
  );
  return row;
};

describe('what members say of ideas', () => {
  it('has a link to flag it, but for who said it; it comes into the queue', async () => {
    const idea = await wish(maya.doer);
    const { id } = await comment(app, maya.doer, idea.id, { markdown: 'I need it' });
    await vote(app, maya.doer, idea.id, 'Ten lines at home');
    const reason = await voteOf(idea, maya);
    const links = [`idea/${idea.id}`, `comment/${id}`, `reason/${reason.id}`];
    const [seen, own] = [await page(idea, bob), await page(idea, maya)];
    for (const link of links) {
      assert.ok(seen.includes(`href="/community/flag/${link}"`), link);
      assert.ok(!own.includes(`/community/flag/${link}`), link);
      const path = `/community/flag/${link}`;
      assert.equal((await sendForm(bob, path, path, { reason: 'spam', text: '' })).status, 200, link);
    }
    for (const one of [idea.id, id, reason.id]) assert.ok(await caseOf(one), one);
    const company = await wish(staffDoer(systemActor), board.id, 'Of the company');
    assert.ok(!(await page(company, bob)).includes('/community/flag/idea'));
  });

  it('is flagged by nobody who may not see the board', async () => {
    const hidden = await boardFor('staff');
    const idea = await wish(staffDoer(systemActor), hidden.id, 'Secret plan');
    const told = await comment(app, staffDoer(systemActor), idea.id, { markdown: 'Secret words' });
    for (const path of [`idea/${idea.id}`, `comment/${told.id}`, 'reason/ivo_none']) {
      const { status, body } = await bob.get(`/community/flag/${path}`);
      assert.equal(status, 404, path);
      assert.ok(!String(body).includes('Secret'), path);
    }
  });
});

describe('why it matters to a voter', () => {
  it('is refused, changed or held as posts are; a vote whose reason waits counts', async () => {
    await word('gizmotron', 'refuse');
    await word('darn', 'replace', 'very');
    await word('rivalcorp', 'hold');
    const idea = await wish(staffDoer(systemActor));
    await assert.rejects(vote(app, bob.doer, idea.id, 'Like a gizmotron'), { code: 'moderation.refused' });
    assert.equal(await voteOf(idea, bob), undefined, 'nothing was kept');
    await vote(app, bob.doer, idea.id, 'A darn good thing');
    assert.equal((await voteOf(idea, bob)).reason, 'A very good thing');
    await vote(app, bob.doer, idea.id, 'As rivalcorp has it');
    const { id, isReasonHidden, counts } = await voteOf(idea, bob);
    assert.deepEqual([isReasonHidden, counts, (await caseOf(id))!.isHeld], [true, true, true]);
    assert.ok(!(await page(idea, maya)).includes('rivalcorp'));
    const own = await page(idea, bob);
    assert.ok(own.includes('rivalcorp') && own.includes('Others do not see this'));
    const { version } = (await caseOf(id))!;
    await decide(app, systemActor, { kind: 'reason', id }, { decision: 'keep', reason: '', version });
    assert.match(await page(idea, maya), /As rivalcorp has it/);
  });

  it('is not looked at with the title of the idea, which the voter did not write', async () => {
    await word('tabooword', 'refuse');
    await word('waitword', 'hold');
    const title = 'A waitword and a tabooword';
    const idea = await wish(staffDoer(systemActor), board.id, title);
    await vote(app, maya.doer, idea.id, 'Ten lines at home');
    await vote(app, maya.doer, idea.id, 'Eleven lines at home');
    assert.equal((await voteOf(idea, maya)).isReasonHidden, false);
    await vote(app, maya.doer, idea.id, 'It says waitword');
    const { id, isReasonHidden } = await voteOf(idea, maya);
    assert.equal(isReasonHidden, true);
    const held = await app.db.query<{ title: string }>(
      `select title from moderation_actions where what = 'held' and subject_id = $1`,
      [id],
    );
    assert.deepEqual(held, [{ title }], 'the record names the idea');
  });

  it('is no copy of what others say in a few words of an idea with a long title', async () => {
    await saveModeration(app, systemActor, USUAL);
    const title =
      'Everything that a whole family needs at home and abroad on one and the same bill each month';
    const idea = await wish(staffDoer(systemActor), board.id, title);
    const voters = [maya, bob, await stage.member('cleo'), await stage.member('dan')];
    for (const by of voters) await vote(app, by.doer, idea.id, 'Me too');
    for (const by of voters) assert.equal((await voteOf(idea, by)).isReasonHidden, false);
  });

  it('is taken away with a reason that its voter is told, and the vote stays', async () => {
    const idea = await wish(staffDoer(systemActor));
    await vote(app, bob.doer, idea.id, 'Because you are fools');
    const { id } = await voteOf(idea, bob);
    const path = `/community/flag/reason/${id}`;
    await sendForm(maya, path, path, { reason: 'offensive', text: '' });
    const { version } = (await caseOf(id))!;
    const wishes = { decision: 'hide', reason: 'It insults people', version } as const;
    await decide(app, systemActor, { kind: 'reason', id }, wishes);
    assert.ok(!(await page(idea, maya)).includes('fools'));
    const actions = await app.db.query<{ what: string; reason: string }>(
      'select what, reason from moderation_actions where subject_id = $1',
      [id],
    );
    assert.deepEqual(actions, [{ what: 'hidden', reason: 'It insults people' }]);
    await vote(app, bob.doer, idea.id, 'Because you are still fools');
    assert.equal((await voteOf(idea, bob)).isReasonHidden, true, 'other words bring it not back');
    assert.equal((await voteOf(idea, bob)).counts, true);
  });
});
