import type { GivenForm } from '#platform/http/index.ts';
import { type Html } from '#lib/html/index.ts';
import { needMember, type SignedIn } from '#people/members/index.ts';
import { COMMUNITY, mayModerate, pathOf } from '../domain.ts';
import { forumErrors } from '../errors.ts';
import { momentOf } from '../pages/moments.ts';
import {
  type ForumVisit,
  isSpeaking,
  keyOf,
  paramsOf,
  reasonOf,
  showMissing,
  showOwn,
  takenForm,
} from '../pages/visit.ts';
import { findThread, type Found } from '../talk/read.ts';
import { mayAddPoll, optionsOf } from './domain.ts';
import { addPoll, closePoll, readPoll, vote } from './polls.ts';
import { pollInput } from './schema.ts';
import { type FilledPoll, newPollView, pollView } from './view.ts';

const EMPTY: FilledPoll = {
  question: '',
  options: '',
  kind: 'single',
  shows: 'always',
  isAnonymous: true,
  closesAt: '',
};

const mayAdd = ({ who }: ForumVisit, { thread, category }: Found): boolean =>
  mayAddPoll(thread, category, who);

/** As `closePoll` asks: also where the thread is closed or put away. */
const mayClose = ({ who }: ForumVisit, { thread, category }: Found): boolean =>
  mayModerate(category, who) || (thread.authorId !== null && thread.authorId === who.memberId);

/** The poll of a thread's first page; null where it has none. Where the reader may add one, `adds` is where. */
export async function pollOf(
  visit: ForumVisit,
  found: Found,
): Promise<{ poll: Html | null; adds: string | null }> {
  const { app, who, words, member } = visit;
  const { thread, category } = found;
  if (!thread.hasPoll)
    return {
      poll: null,
      adds: member && mayAdd(visit, found) ? `${COMMUNITY}/t/${thread.id}/poll/new` : null,
    };
  const seen = await readPoll(app, who, thread.id);
  if (!seen) return { poll: null, adds: null };
  const reader = isSpeaking(member)
    ? {
        key: keyOf(visit, member),
        mayVote: !category.isArchived && thread.hold === null,
        mayClose: mayClose(visit, found),
      }
    : undefined;
  const now = visit.app.clock.now();
  return { poll: pollView(seen, thread, words, { reader, language: visit.language, now }), adds: null };
}

export async function showNewPoll(visit: ForumVisit): Promise<unknown> {
  const member = await needMember(visit.app, visit.request, visit.reply);
  if (!member) return visit.reply;
  const found = await findThread(visit.app, visit.who, paramsOf(visit)['id']!);
  if (!found || found.thread.hasPoll || !mayAdd(visit, found)) return showMissing(visit);
  return newPage(visit, member, found, EMPTY, null);
}

function newPage(
  visit: ForumVisit,
  member: SignedIn,
  { thread }: Found,
  filled: FilledPoll,
  wrong: string | null,
) {
  const { words } = visit;
  const body = newPollView(words, keyOf(visit, member), thread, filled, wrong);
  return showOwn(visit, { title: words.pollAdd, path: `${COMMUNITY}/t/${thread.id}/poll/new`, body });
}

export async function takeNewPoll(visit: ForumVisit): Promise<unknown> {
  const taken = await takenForm(visit);
  if (!taken) return visit.reply;
  const { app, who, reply } = visit;
  const { member, doer, form } = taken;
  const found = await findThread(app, who, paramsOf(visit)['id']!);
  if (!found) return showMissing(visit);
  const filled = {
    question: form.text('question'),
    options: form.text('options').slice(0, 10_000),
    kind: form.text('kind'),
    shows: form.text('shows'),
    isAnonymous: form.text('secret') === 'yes',
    closesAt: form.text('closesAt'),
  };
  try {
    const closesAt = momentOf(filled.closesAt);
    const input = pollInput.safeParse({ ...filled, options: optionsOf(filled.options), closesAt });
    if (!input.success) throw forumErrors('forum.poll_bad');
    await addPoll(app, doer, found.thread.id, input.data);
    return await reply.redirect(pathOf(found.thread), 303);
  } catch (error) {
    const { text, status } = reasonOf(visit, error);
    reply.code(status);
    return newPage(visit, member, found, filled, text);
  }
}

/** A member votes, takes his vote back, or ends his poll. */
export async function takePoll(visit: ForumVisit): Promise<unknown> {
  const taken = await takenForm(visit);
  if (!taken) return visit.reply;
  const { app, who } = visit;
  const { doer, form } = taken;
  const found = await findThread(app, who, paramsOf(visit)['id']!);
  if (!found?.thread.hasPoll) return showMissing(visit);
  const { thread } = found;
  const act = form.text('act');
  if (act === 'close') await closePoll(app, doer, thread.id);
  else if (act === 'take') await vote(app, doer, thread.id, []);
  else if (act === 'vote') await vote(app, doer, thread.id, chosenIn(form));
  else throw forumErrors('forum.form_stale');
  return visit.reply.redirect(pathOf(thread), 303);
}

/** What was chosen, whatever kind of poll it is. Throws `forum.poll_bad` where nothing was, or two have the same place. */
function chosenIn(form: GivenForm): number[] {
  const places = Array.from({ length: 20 }, (_, index) => index + 1);
  const single = form.text('choice');
  const ranked = places.flatMap((option) => {
    const place = form.text(`place-${option}`);
    return place === '' ? [] : [{ option, place: Number(place) }];
  });
  if (new Set(ranked.map(({ place }) => place)).size !== ranked.length) throw forumErrors('forum.poll_bad');
  const chosen = [
    ...(single === '' ? [] : [Number(single)]),
    ...places.filter((option) => form.text(`choice-${option}`) === 'yes'),
    ...ranked.toSorted((a, b) => a.place - b.place).map(({ option }) => option),
  ];
  if (chosen.length === 0) throw forumErrors('forum.poll_bad');
  return chosen;
}
