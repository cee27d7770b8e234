import type { App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import {
  type Belongings,
  blockedBy,
  blockersOf,
  holdMember,
  type Member,
  memberActor,
  readMembers,
} from '#people/members/index.ts';
import { havingProblem, threadFor } from '#embrace/forum/index.ts';
import { seenAbout, tell } from '#embrace/notifications/index.ts';
import { togetherErrors } from '../errors.ts';
import {
  countSince,
  deleteMember,
  insertMessage,
  type MessageRow,
  selectMember,
  selectMessages,
  selectOpen,
  setOpen,
  waitFor,
} from './store.ts';

const MOST_LETTERS = 2000;
const MOST_A_MINUTE = 10;
const MOST_SHOWN = 200;

export const pathOfMeeting = (threadId: string): string => `/community/together/${threadId}`;
/** By which its news are read: not the thread's own. */
const subjectOf = (threadId: string): string => `together:${threadId}`;

export interface Meeting {
  thread: { id: string; title: string; path: string };
  /** Whether the reader has the problem, and wants to be introduced: where both hold he takes part. */
  hasProblem: boolean;
  isOpen: boolean;
  /** How many others want to be introduced; who they are is told only to those who want it, too. */
  others: number;
  members: Member[];
  messages: (MessageRow & { author: Member })[];
}

/** A problem as one of those who have it sees it. Throws `together.no_thread`. */
export async function readMeeting(app: App, member: Member, threadId: string): Promise<Meeting> {
  const thread = await threadFor(app, member.id, threadId);
  if (!thread) throw togetherErrors('together.no_thread');
  const wishing = await selectOpen(app, threadId);
  const having = await havingProblem(app, threadId, [member.id, ...wishing]);
  const open = wishing.filter((id) => having.has(id));
  const takesPart = open.includes(member.id);
  // Who takes part no longer has words here all the same.
  const written = takesPart ? await selectMessages(app, threadId, MOST_SHOWN) : [];
  const ids = [...new Set([...open, ...written.map(({ memberId }) => memberId)])];
  const [hidden, people] = await Promise.all([hiddenFrom(app, member.id, ids), readMembers(app, ids)]);
  const others = open
    .filter((id) => id !== member.id && !hidden.has(id))
    .flatMap((id) => people.get(id) ?? [])
    .filter(isThere);
  const shown = takesPart && others.length > 0;
  const messages = shown ? written : [];
  await seenAbout(app, member, subjectOf(threadId));
  return {
    thread,
    hasProblem: having.has(member.id),
    isOpen: wishing.includes(member.id),
    others: others.length,
    members: shown ? others : [],
    messages: messages.flatMap((message) => {
      const author = message.memberId === member.id ? member : people.get(message.memberId);
      return author && !hidden.has(author.id) ? [{ ...message, author }] : [];
    }),
  };
}

const isThere = ({ state }: Member): boolean => state !== 'erased' && state !== 'suspended';

/** Those who do not want to hear of each other do not meet here either. */
async function hiddenFrom(app: App, memberId: string, among: readonly string[]): Promise<Set<string>> {
  return new Set([...(await blockedBy(app, memberId)), ...(await blockersOf(app, memberId, among))]);
}

/** Who wishes it and has the problem, also now: “Same here” can be taken back. */
async function takingPart(app: App, threadId: string): Promise<string[]> {
  const wishing = await selectOpen(app, threadId);
  const having = await havingProblem(app, threadId, wishing);
  return wishing.filter((id) => having.has(id));
}

/** Who takes part and may hear of a member. */
async function hearers(app: App, memberId: string, open: readonly string[]): Promise<string[]> {
  const hidden = await hiddenFrom(app, memberId, open);
  return open.filter((id) => !hidden.has(id));
}

/** A member wants to be introduced to others with a problem that he has, or no longer. Throws `together.no_thread`, `together.not_yours`. */
export async function wish(app: App, member: Member, threadId: string, isOpen: boolean): Promise<void> {
  const thread = await threadFor(app, member.id, threadId);
  if (!thread) throw togetherErrors('together.no_thread');
  if (isOpen && !(await havingProblem(app, threadId, [member.id])).has(member.id))
    throw togetherErrors('together.not_yours');
  await app.db.transaction(async () => {
    await mustBeHere(app, member, threadId);
    // Of two at the same moment the second one sees the first.
    await waitFor(app, threadId);
    if (!(await setOpen(app, threadId, member.id, isOpen))) return;
    await audit(app, memberActor(member), {
      action: isOpen ? 'together.opened' : 'together.closed',
      subject: threadId,
    });
    if (!isOpen) return;
    await tell(app, {
      to: await hearers(app, member.id, await takingPart(app, threadId)),
      kind: 'together.introduced',
      key: `introduced:${threadId}:${member.id}`,
      about: { id: subjectOf(threadId), title: thread.title, path: pathOfMeeting(threadId) },
      by: { id: member.id, name: member.displayName },
      bundle: subjectOf(threadId),
    });
  });
}

/** Of who is erased in this moment nothing stays: an erasure comes before, and is seen here, or waits. */
async function mustBeHere(app: App, { id }: Member, threadId: string): Promise<void> {
  if (!(await holdMember(app, id))) throw togetherErrors('together.no_thread', { id: threadId });
}

/** Writes to the others. The same form twice is one message. Throws `together.not_open`, `together.bad_text`, `together.too_fast`. */
export async function write(
  app: App,
  member: Member,
  threadId: string,
  { text, formId }: { text: string; formId: string },
): Promise<void> {
  const thread = await threadFor(app, member.id, threadId);
  if (!thread) throw togetherErrors('together.no_thread');
  const words = wordsOf(text);
  if (words === '' || words.length > MOST_LETTERS) throw togetherErrors('together.bad_text');
  await app.db.transaction(async () => {
    await mustBeHere(app, member, threadId);
    // So that those of a minute are counted one after the other.
    await waitFor(app, member.id);
    const open = await takingPart(app, threadId);
    if (!open.includes(member.id)) throw togetherErrors('together.not_open');
    if ((await countSince(app, member.id, 60)) >= MOST_A_MINUTE) throw togetherErrors('together.too_fast');
    const id = newId('tmsg');
    if (!(await insertMessage(app, { id, threadId, memberId: member.id, text: words, formId }))) return;
    await audit(app, memberActor(member), { action: 'together.written', subject: id, detail: { threadId } });
    await tell(app, {
      to: await hearers(app, member.id, open),
      kind: 'together.message',
      key: `together:${id}`,
      about: { id: subjectOf(threadId), item: id, title: thread.title, path: pathOfMeeting(threadId) },
      by: { id: member.id, name: member.displayName },
      bundle: subjectOf(threadId),
    });
  });
}

const wordsOf = (given: string): string =>
  given
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/(?![\n\t])\p{Cc}/gu, '')
    .trim();

/** Nothing of it stays when a member leaves. */
export const togetherBelongings: Belongings = {
  key: 'together',
  exportOf: selectMember,
  erase: deleteMember,
};
