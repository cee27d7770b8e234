import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { didOf } from '../../../../test/helpers/jetstream-events.ts';
import { SourceBusy, SourceStopped } from '../../kit/index.ts';
import { type ChatDesk, openChatDesk } from './testing/desk.ts';

const ANNA = didOf(21);
const BEN = didOf(22);

describe('direct messages are read', () => {
  let desk: ChatDesk;
  before(async () => {
    desk = await openChatDesk();
  });
  beforeEach(() => desk.begin());
  after(() => desk.close());

  it('as something private, with its links, its names and the post that goes along', async () => {
    const { state, us } = desk;
    await desk.poll();
    state.profiles.set(ANNA, { handle: 'anna.example.com', displayName: 'Anna' });
    const convo = state.begin(ANNA, [us]);
    const text = 'Is https://shop.example/help still right?';
    const uri = `at://${us}/app.bsky.feed.post/3kxyzabcdefg2`;
    const view = {
      uri,
      cid: 'bafyreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy',
      author: { did: us, handle: 'shop.example.com' },
      value: { $type: 'app.bsky.feed.post', text: 'We ship again', createdAt: new Date().toISOString() },
      indexedAt: new Date().toISOString(),
    };
    const { id } = state.say(convo, ANNA, text, {
      facets: [
        {
          index: { byteStart: 3, byteEnd: 28 },
          features: [{ $type: 'app.bsky.richtext.facet#link', uri: 'https://shop.example/help' }],
        },
      ],
      embed: {
        $type: 'app.bsky.embed.record#view',
        record: { $type: 'app.bsky.embed.record#viewRecord', ...view },
      },
    });
    const [post, ...others] = (await desk.poll()).posts;
    assert.deepEqual(others, []);
    assert.ok(post);
    const { author, version: _, createdAt: __, ...said } = post;
    assert.deepEqual(author, {
      externalId: ANNA,
      handle: 'anna.example.com',
      displayName: 'Anna',
      profileUrl: `https://bsky.app/profile/${ANNA}`,
    });
    assert.deepEqual(said, {
      type: 'post',
      origin: 'bluesky',
      externalId: `bluesky-chat://${us}/${convo}/${id}`,
      network: 'bluesky',
      kind: 'message',
      visibility: 'private',
      text,
      url: `https://bsky.app/messages/${convo}`,
      rootExternalId: `bluesky-chat://${us}/${convo}`,
      links: ['https://shop.example/help', 'https://bsky.app/profile/shop.example.com/post/3kxyzabcdefg2'],
      mentions: [us],
      quotedExternalId: uri,
      remarks: [{ kind: 'quoted', text: 'With a post of @shop.example.com: “We ship again”' }],
    });
  });

  it('each once, those of the last week first, whatever page they are on', async () => {
    const { state, us } = desk;
    const convo = state.begin(BEN, [us]);
    const day = 86_400_000;
    state.say(convo, BEN, 'too long ago', {}, new Date(Date.now() - 9 * day));
    const texts = Array.from({ length: 75 }, (_, n) => `question ${n}`);
    for (const [n, text] of texts.entries())
      state.say(convo, BEN, text, {}, new Date(Date.now() - 5 * day + n * 1000));
    const first = await desk.poll();
    assert.deepEqual(first.texts, texts);
    assert.deepEqual((await desk.poll()).texts, []);
    for (const text of texts) state.say(convo, BEN, `more ${text}`);
    const next = await desk.poll();
    assert.deepEqual(
      next.texts,
      texts.map((text) => `more ${text}`),
    );
    assert.ok(next.batches.length > 2, 'the log is read in pages');
  });

  it('from the last place that was kept: killed in between, nothing is lost', async () => {
    const { state, us } = desk;
    await desk.poll();
    const convo = state.begin(ANNA, [us]);
    for (let n = 0; n < 50; n++) state.say(convo, ANNA, `${n}`);
    const seen = new Set<string>();
    for (let kept = 0; seen.size < 50; kept++) {
      assert.ok(kept < 10);
      // One batch is stored, the next is read and lost.
      for (const text of (await desk.poll({ most: 1 })).texts) seen.add(text);
    }
    assert.deepEqual((await desk.poll()).texts, []);
  });

  it('requests as such, and those of a group not at all', async () => {
    const { state, us } = desk;
    await desk.poll();
    state.say(state.begin(ANNA, [us], { isRequest: true }), ANNA, 'Hello, may I ask something?');
    state.say(state.begin(ANNA, [us, BEN], { group: 'Neighbours' }), ANNA, 'Said among many');
    const { posts } = await desk.poll();
    assert.deepEqual(
      posts.map(({ text, remarks }) => [text, remarks?.map(({ kind }) => kind)]),
      [['Hello, may I ask something?', ['request']]],
    );
  });

  it('also what we said elsewhere, as ours', async () => {
    const { state, us } = desk;
    await desk.poll();
    const convo = state.begin(ANNA, [us]);
    state.say(convo, ANNA, 'Where is it?');
    state.say(convo, us, 'On its way, sent from the phone');
    const { posts } = await desk.poll();
    assert.deepEqual(
      posts.map(({ author, mentions, rootExternalId }) => [author.externalId, mentions, rootExternalId]),
      [
        [ANNA, [us], `bluesky-chat://${us}/${convo}`],
        [us, [], `bluesky-chat://${us}/${convo}`],
      ],
    );
  });

  it('through whatever becomes of a conversation: muted, reacted to, deleted, left', async () => {
    const { state, us } = desk;
    await desk.poll();
    const convo = state.begin(ANNA, [us]);
    state.mute(convo, us);
    const gone = state.say(convo, ANNA, 'Deleted soon');
    state.react(convo, ANNA, gone, '👍');
    state.say(convo, ANNA, 'Stands');
    assert.deepEqual((await desk.poll()).texts, ['Deleted soon', 'Deleted soon', 'Stands']);
    state.hide(convo, us, gone.id);
    const { deleted } = await desk.poll();
    assert.deepEqual(deleted, [`bluesky-chat://${us}/${convo}/${gone.id}`]);
    state.say(convo, ANNA, 'Nobody reads this');
    state.leave(convo, us);
    state.say(state.begin(BEN, [us]), BEN, 'But this');
    assert.deepEqual((await desk.poll()).texts, ['But this']);
  });

  it('with how it was taken: who reacted to which message, until it is taken back', async () => {
    const { state, us } = desk;
    await desk.poll();
    const convo = state.begin(ANNA, [us]);
    const ours = state.say(convo, us, 'It leaves today');
    const [before] = (await desk.poll()).posts;
    state.react(convo, ANNA, ours, '❤️');
    state.react(convo, us, ours, '❤️');
    state.react(convo, ANNA, ours, '👍');
    const reacted = (await desk.poll()).posts;
    const said = (post: (typeof reacted)[number]) =>
      post.remarks?.map(({ kind, text }) => `${kind}: ${text}`);
    const last = reacted.at(-1)!;
    assert.equal(last.externalId, before!.externalId);
    assert.equal(last.text, 'It leaves today');
    const anna = last.remarks![1]!.text.replace('👍 from ', '');
    assert.deepEqual(said(last), [`reaction: ❤️ from ${anna}, us`, `reaction: 👍 from ${anna}`]);
    const versions = [before!, ...reacted].map(({ version }) => version);
    assert.deepEqual(
      versions,
      versions.toSorted((a, b) => a - b),
    );
    assert.equal(new Set(versions).size, 4, 'each is later than the one before');
    state.unreact(convo, ANNA, ours, '❤️');
    state.unreact(convo, us, ours, '❤️');
    state.unreact(convo, ANNA, ours, '👍');
    assert.equal((await desk.poll()).posts.at(-1)!.remarks, undefined);
  });

  it('but not for a reaction to what was said before anything was read', async () => {
    const { state, us } = desk;
    const convo = state.begin(ANNA, [us]);
    const day = 86_400_000;
    const old = state.say(convo, ANNA, 'Long ago', {}, new Date(Date.now() - 9 * day));
    const late = state.say(convo, ANNA, 'Days ago', {}, new Date(Date.now() - 5 * day));
    assert.deepEqual((await desk.poll()).texts, ['Days ago']);
    state.react(convo, us, old, '👍');
    state.react(convo, us, late, '👍');
    const { texts, batches } = await desk.poll();
    assert.deepEqual([texts, batches.map(({ skipped }) => skipped)], [['Days ago'], [1]]);
    state.unreact(convo, us, old, '👍');
    state.unreact(convo, us, late, '👍');
    // What was read once stays known, however late it is reacted to.
    assert.deepEqual((await desk.poll({ away: 6 * 3_600_000 })).texts, ['Days ago']);
    const { log, at } = JSON.parse(desk.cursor!)[us];
    desk.cursor = JSON.stringify({ [us]: { log, at } });
    state.react(convo, us, old, '❤️');
    state.react(convo, us, late, '❤️');
    assert.deepEqual((await desk.poll()).texts, ['Days ago'], 'with a place of an earlier version, too');
  });

  it('after an absence from the conversations themselves, where the log has forgotten', async () => {
    const { state, us } = desk;
    await desk.poll();
    const convo = state.begin(ANNA, [us], { isRequest: true });
    state.say(convo, ANNA, 'Said while nobody read');
    state.forgetLog(us);
    assert.deepEqual((await desk.poll()).texts, [], 'a moment later the log is believed');
    assert.deepEqual((await desk.poll({ away: 24 * 3_600_000 })).texts, ['Said while nobody read']);
  });

  it('anew where the service does not know the place any more', async () => {
    const { state, us } = desk;
    state.say(state.begin(ANNA, [us]), ANNA, 'Still there');
    await desk.poll();
    desk.cursor = JSON.stringify({ [us]: { log: 'no place at all', at: new Date().toISOString() } });
    assert.deepEqual((await desk.poll()).texts, ['Still there']);
    assert.deepEqual((await desk.poll()).texts, []);
  });

  it('not with a password that does not allow it, which is said and costs no new session', async () => {
    desk.signIn('posts only');
    await assert.rejects(desk.poll(), (error: unknown) => {
      assert.ok(error instanceof SourceStopped && error.code === 'bluesky.messages_not_allowed');
      assert.match(error.message, /Allow access to your direct messages/);
      return true;
    });
    assert.deepEqual([desk.reported, desk.renewals], [['not-allowed'], 0]);
    desk.signIn('all');
    await desk.poll();
    assert.deepEqual(desk.reported, ['not-allowed', 'on']);
  });

  it('later where the service asks to wait, and not at all where the server passes nothing on', async () => {
    const other = await openChatDesk();
    other.pds.limit(90);
    await assert.rejects(other.poll(), (error: unknown) => {
      assert.ok(error instanceof SourceBusy && error.retryAt);
      const seconds = (error.retryAt.getTime() - Date.now()) / 1000;
      return seconds > 80 && seconds < 100;
    });
    await other.close();
    await assert.rejects(desk.poll({ chat: 'did:web:elsewhere.example#bsky_chat' }), SourceBusy);
  });
});
