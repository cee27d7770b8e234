import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { statementsOf } from '../../../../test/helpers/statements.ts';
import { openStage } from '../testing/stage.ts';
import { colleague, miscounted } from '../testing/talkers.ts';
import { react } from './answers.ts';
import { addPost } from './posts.ts';
import { changeThread } from './threads.ts';

const stage = await openStage();
const { app, test } = stage;
after(() => test.close());
const help = await stage.category('Help');
const [maya, bob] = [await stage.member('maya'), await stage.member('bob')];
const { thread, post } = await stage.start(maya, help);
const LONG =
  'Hold the small button at the back of the router for ten seconds, until all of its lights are off, then wait.';
const answer = (markdown: string) =>
  addPost(app, bob.doer, thread.id, { markdown, replyTo: 1, formId: markdown });

/** Without what begins and ends the transaction, and what wakes jobs for all that was written in a moment. */
const within = (texts: readonly string[]) =>
  texts.filter((text) => !/^(begin|commit|start|select graphile_worker)/.test(text));

describe('statements of what members do', () => {
  it('are few for a reply', async () => {
    await answer('Warm.');
    for (const text of ['Short.', LONG]) {
      const told = within(await statementsOf(() => answer(text)));
      assert.ok(told.length <= 12, `${told.length}\n${told.join('\n')}`);
    }
    assert.deepEqual(await miscounted(app), []);
  });

  it('are few for a reaction, given and taken', async () => {
    for (const isOn of [true, false, true]) {
      const told = within(await statementsOf(() => react(app, bob.doer, post.id, { kind: 'like', isOn })));
      assert.ok(told.length <= (isOn ? 5 : 4), `${told.length}\n${told.join('\n')}`);
    }
    assert.deepEqual(await miscounted(app), []);
  });

  it('are sent at the end and together, and not at all where something is refused', async () => {
    const kept = () =>
      app.db.query<{ n: number }>(
        `select count(*)::int as n from audit_entries union all select count(*)::int from trust_spent`,
      );
    const closed = await stage.start(maya, help, { title: 'Closed' });
    await changeThread(app, colleague(), closed.thread.id, { isClosed: true });
    const before = await kept();
    await assert.rejects(
      addPost(app, bob.doer, closed.thread.id, { markdown: 'Too late.', replyTo: 1 }),
      /closed/i,
    );
    await assert.rejects(react(app, maya.doer, post.id, { kind: 'like', isOn: true }), /may not/i);
    assert.deepEqual(await kept(), before);
    await react(app, bob.doer, post.id, { kind: 'like', isOn: true });
    assert.deepEqual(await kept(), before, 'the same twice is once');
  });

  it('count a reply that answers a post which is not there as an answer to none', async () => {
    const { post: made } = await addPost(app, maya.doer, thread.id, { markdown: 'To whom?', replyTo: 4000 });
    assert.equal(made.replyTo, null);
    const { post: next } = await addPost(app, maya.doer, thread.id, {
      markdown: 'To you.',
      replyTo: made.number,
    });
    assert.deepEqual([next.replyTo, next.number], [made.number, made.number + 1]);
    assert.deepEqual(await miscounted(app), []);
  });
});
