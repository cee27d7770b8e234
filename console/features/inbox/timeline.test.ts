import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PostView, ReplyView } from '../../api/types.ts';
import { activityText, buildTimeline, newestAnswer, postToAnswer } from './timeline.ts';

const day = (iso: string) => iso.slice(0, 10);

function aPost(externalId: string, createdAt: string, more: Partial<PostView> = {}): PostView {
  return {
    id: `post_${externalId}`,
    network: 'bluesky',
    kind: 'post',
    origin: 'topic',
    externalId,
    author: {
      id: 'acct_kim',
      network: 'bluesky',
      externalId: 'x',
      handle: 'kim',
      displayName: null,
      avatarUrl: null,
      profileUrl: null,
    },
    title: null,
    text: externalId,
    html: null,
    langs: [],
    url: null,
    links: [],
    media: [],
    parentExternalId: null,
    rootExternalId: null,
    createdAt,
    receivedAt: createdAt,
    editedAt: null,
    deletedAt: null,
    isOwn: false,
    isPrivate: false,
    remarks: [],
    topics: [],
    spans: [],
    labels: [],
    ...more,
  };
}

function aReply(id: string, createdAt: string, more: Partial<ReplyView> = {}): ReplyView {
  return {
    id,
    conversationId: 'conv_1',
    postId: 'post_1',
    isAutomatic: false,
    answers: null,
    account: { id: 'ba_1', handle: 'brand', network: 'bluesky' },
    text: 'Sorry!',
    state: 'ready',
    problem: null,
    attempts: 0,
    nextAttemptAt: null,
    createdBy: { id: 'u1', name: 'Ana' },
    createdAt,
    sentAt: null,
    receipt: null,
    canBeTakenBack: true,
    removedAt: null,
    envelope: null,
    files: [],
    deliveries: [],
    ...more,
  };
}

const thread = [
  aPost('1', '2026-03-10T09:00:00Z'),
  aPost('2', '2026-03-10T09:30:00Z', { parentExternalId: '1' }),
];
const note = {
  id: 'n1',
  author: { id: 'u1', name: 'Ana' },
  text: 'note',
  mentions: [],
  files: [],
  createdAt: '2026-03-10T09:10:00Z',
};
const activity = {
  id: 'a1',
  at: '2026-03-11T08:00:00Z',
  who: 'Ana',
  action: 'done',
  text: 'Ana marked it done',
  until: null,
  canUndo: false,
  undo: null,
};

test('everything in order of time, with a heading for each day', () => {
  const items = buildTimeline(
    { thread, notes: [note], activity: [activity] },
    [aReply('out_1', '2026-03-10T10:00:00Z')],
    day,
  );
  assert.deepEqual(
    items.map((item) => item.id),
    ['day-2026-03-10', 'post_1', 'n1', 'post_2', 'out_1', 'day-2026-03-11', 'a1'],
  );
});

test('a reply that stands on the network is shown once, as the post, with its writer', () => {
  const sent = aReply('out_1', '2026-03-10T10:00:00Z', {
    state: 'sent',
    sentAt: '2026-03-10T10:00:05Z',
    receipt: { externalId: '3', url: null },
  });
  const before = buildTimeline({ thread, notes: [], activity: [] }, [sent], day);
  assert.deepEqual(
    before.filter((item) => item.kind === 'reply').map((item) => item.id),
    ['out_1'],
  );
  const readBack = [...thread, aPost('3', '2026-03-10T10:00:05Z', { isOwn: true, parentExternalId: '2' })];
  const after = buildTimeline({ thread: readBack, notes: [], activity: [] }, [sent], day);
  assert.equal(after.filter((item) => item.kind === 'reply').length, 0);
  const own = after.find((item) => item.id === 'post_3');
  assert.ok(own?.kind === 'post' && own.reply?.createdBy.name === 'Ana');
});

test('a cancelled reply leaves no trace', () => {
  const items = buildTimeline(
    { thread: [], notes: [], activity: [] },
    [aReply('out_1', '2026-03-10T10:00:00Z', { state: 'cancelled' })],
    day,
  );
  assert.deepEqual(items, []);
});

test('what is answered is named only when it is not right above', () => {
  const posts = [
    ...thread,
    aPost('3', '2026-03-10T09:40:00Z', { parentExternalId: '1' }),
    aPost('4', '2026-03-10T09:50:00Z', { parentExternalId: 'unknown' }),
  ];
  const items = buildTimeline({ thread: posts, notes: [note], activity: [] }, [], day);
  const answers = Object.fromEntries(
    items.flatMap((item) =>
      item.kind === 'post' ? [[item.post.externalId, item.answers?.externalId ?? null]] : [],
    ),
  );
  assert.deepEqual(answers, { 1: null, 2: null, 3: '1', 4: null });
});

test('the newest standing post of the customer is answered', () => {
  const other = { ...thread[0]!.author, id: 'acct_other' };
  const posts = [
    ...thread,
    aPost('3', '2026-03-10T09:40:00Z', { author: other }),
    aPost('4', '2026-03-10T09:41:00Z', { deletedAt: '2026-03-10T09:42:00Z' }),
    aPost('5', '2026-03-10T09:43:00Z', { isOwn: true }),
  ];
  assert.equal(postToAnswer(posts, 'acct_kim')?.externalId, '2');
  assert.equal(postToAnswer(posts, 'acct_gone')?.externalId, '3');
  assert.equal(postToAnswer([posts[4]!], 'acct_kim'), null);
});

test('long runs of changes are folded, short ones are not, and notes are not told twice', () => {
  const lines = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      ...activity,
      id: `a${index}`,
      at: `2026-03-10T11:0${index}:00Z`,
    }));
  const kinds = (count: number) =>
    buildTimeline({ thread, notes: [], activity: lines(count) }, [], day).map((item) => item.kind);
  assert.deepEqual(kinds(3), ['day', 'post', 'post', 'activity', 'activity', 'activity']);
  assert.deepEqual(kinds(4), ['day', 'post', 'post', 'activities']);
  const told = buildTimeline(
    { thread: [], notes: [], activity: [{ ...activity, action: 'note.added' }] },
    [],
    day,
  );
  assert.deepEqual(told, []);
});

test('the end of a snooze is told in the viewer’s zone', () => {
  const snoozed = { ...activity, text: 'Ana snoozed it', until: '2026-03-10T12:00:00.000Z' };
  assert.match(activityText(snoozed, 'Europe/Berlin'), /^Ana snoozed it until .*10 Mar 2026.* 13:00/);
  assert.match(activityText(snoozed, 'America/New_York'), / 08:00/);
  assert.equal(activityText({ ...activity, text: 'Ana marked it done' }), 'Ana marked it done');
});

test('the newest answer is a post of ours that stands, or a reply that was sent', () => {
  const thread = [
    aPost('a', '2026-11-22T10:00:00Z'),
    aPost('b', '2026-11-22T10:01:00Z', { isOwn: true }),
    aPost('c', '2026-11-22T10:02:00Z', { isOwn: true, deletedAt: '2026-11-22T11:00:00Z' }),
  ];
  const items = (replies: ReplyView[]) =>
    newestAnswer(buildTimeline({ thread, notes: [], activity: [] }, replies, day));
  assert.equal(items([]), 'post_b');
  assert.equal(items([aReply('r1', '2026-11-22T10:03:00Z')]), 'post_b', 'on its way');
  assert.equal(items([aReply('r1', '2026-11-22T10:03:00Z', { state: 'sent' })]), 'r1');
  const removed = { state: 'sent', removedAt: '2026-11-22T12:00:00Z' } as const;
  assert.equal(items([aReply('r1', '2026-11-22T10:03:00Z', removed)]), 'post_b');
  assert.equal(newestAnswer([]), undefined);
});
