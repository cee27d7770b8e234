import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { mergeIdeas } from '../idea/merge.ts';
import { setStatus } from '../idea/status.ts';
import { setConsent } from '../mined/consent.ts';
import { colleague, openBoard, refused } from '../testing/board.ts';
import { tellAgain, tellDue, tellingsOf } from './tell.ts';

const made = await openBoard();
const { app } = made;
after(() => made.close());
const staff = colleague();
const said = (n: number) => ({
  originPostId: `post_${n}`,
  key: `post:post_${n}`,
  authorName: `Customer ${n}`,
});
const shipped = { status: 'shipped', reason: 'There' } as const;

describe('telling whoever said it first', () => {
  it('is due once for each post, of merged ideas too, and says why it failed', async () => {
    const [one, two] = [await made.propose(staff, said(1)), await made.propose(staff, said(2))];
    await mergeIdeas(app, staff, two.id, one.id);
    await setStatus(app, staff, one.id, shipped);
    await setStatus(app, staff, one.id, { status: 'building', reason: 'Not yet' });
    await setStatus(app, staff, one.id, shipped);
    const due = await tellingsOf(app, one.id);
    assert.deepEqual(
      due.map(({ postId, state }) => [postId, state]),
      [
        ['post_1', 'due'],
        ['post_2', 'due'],
      ],
    );
    assert.equal(await tellDue(app), 2, 'both posts are gone');
    const failed = await tellingsOf(app, one.id);
    assert.ok(failed.every(({ state, problem }) => state === 'failed' && problem?.includes('no such post')));
    assert.equal(await tellDue(app), 0, 'nobody tries for ever');
    await tellAgain(app, one.id);
    assert.ok((await tellingsOf(app, one.id)).every(({ state }) => state === 'due'));
  });

  it('names a customer only with his consent, given in a post of his own or told how', async () => {
    const idea = await made.propose(staff, said(3));
    const given = { consent: 'given', name: 'Maya', how: '' } as const;
    await assert.rejects(setConsent(app, staff, idea.id, given), refused('idea.no_consent'));
    await assert.rejects(
      setConsent(app, staff, idea.id, { ...given, postId: 'post_3' }),
      refused('idea.no_consent'),
    );
    assert.equal((await setConsent(app, staff, idea.id, { ...given, how: 'by phone' })).creditName, 'Maya');
    assert.equal(
      (await setConsent(app, staff, idea.id, { consent: 'refused', name: 'Maya', how: '' })).creditName,
      null,
    );
    const voter = await made.member('not-staff');
    await assert.rejects(setConsent(app, voter, idea.id, { ...given, how: 'x' }), refused('idea.may_not'));
  });
});
