import { mayRead } from '../domain.ts';
import { forumErrors } from '../errors.ts';
import { threadsOf } from '../pages/list-pages.ts';
import {
  type ForumVisit,
  isSpeaking,
  keyOf,
  paramsOf,
  queryOf,
  reasonOf,
  show,
  showMissing,
  showOwn,
  takenForm,
} from '../pages/visit.ts';
import { readCategories } from '../talk/categories.ts';
import { isClosed, maySeeInside, WISHES } from './domain.ts';
import {
  addGroupCategory,
  findGroup,
  groupPath,
  listGroups,
  listSeats,
  seatMember,
  type SeenGroup,
  takeSeat,
} from './groups.ts';
import { GROUPS, groupsView, groupView, seatsView } from './view.ts';

export async function showGroups(visit: ForumVisit): Promise<unknown> {
  const { app, words, who } = visit;
  const groups = await listGroups(app, who);
  return show(visit, {
    title: words.groups,
    description: words.groupsText,
    path: GROUPS,
    isHidden: groups.length === 0,
    body: groupsView(words, groups),
  });
}

const keyFor = (visit: ForumVisit) => (isSpeaking(visit.member) ? keyOf(visit, visit.member) : undefined);

export async function showGroup(visit: ForumVisit): Promise<unknown> {
  const { app, words, who } = visit;
  const group = await findGroup(app, who, paramsOf(visit)['slug']!);
  if (!group) return showMissing(visit);
  const all = (await readCategories(app, who)).filter((category) => category.groupId === group.id);
  const categories = all.filter((category) => mayRead(category, who));
  const path = groupPath(group.slug);
  const cursor = queryOf(visit)['before'];
  const threads = categories.length === 0 ? null : await threadsOf(visit, categories, path);
  const isInside = maySeeInside(group.kind, group.seat, false);
  return show(visit, {
    title: group.name,
    description: group.text,
    path,
    isHidden: isClosed(group.kind) || cursor !== undefined,
    body: groupView({ words, group, key: keyFor(visit), categories, threads, isInside }),
  });
}

export async function showSeats(visit: ForumVisit): Promise<unknown> {
  const group = await findGroup(visit.app, visit.who, paramsOf(visit)['slug']!);
  if (!group || !maySeeInside(group.kind, group.seat, false)) return showMissing(visit);
  return seatsPage(visit, group, null);
}

async function seatsPage(visit: ForumVisit, group: SeenGroup, wrong: string | null): Promise<unknown> {
  const { app, words, who } = visit;
  const seats = await listSeats(app, who, group);
  const body = seatsView({ words, group, key: keyFor(visit), seats, wrong });
  const page = { title: `${group.name}: ${words.groupWho}`, path: `${groupPath(group.slug)}/members`, body };
  return visit.member ? showOwn(visit, page) : show(visit, { ...page, isHidden: true });
}

/** Somebody comes into a group, asks for it, or leaves. */
export async function takeGroup(visit: ForumVisit): Promise<unknown> {
  const taken = await takenForm(visit);
  if (!taken) return visit.reply;
  const group = await findGroup(visit.app, visit.who, paramsOf(visit)['slug']!);
  if (!group) return showMissing(visit);
  const act = taken.form.text('act');
  if (act !== 'come' && act !== 'leave') throw forumErrors('forum.form_stale');
  await takeSeat(visit.app, taken.doer, group.id, act === 'come');
  // Who left a hidden group does not find it any more.
  return visit.reply.redirect(act === 'leave' ? GROUPS : groupPath(group.slug), 303);
}

/** What a moderator does with somebody. */
export async function takeSeats(visit: ForumVisit): Promise<unknown> {
  const taken = await takenForm(visit);
  if (!taken) return visit.reply;
  const group = await findGroup(visit.app, visit.who, paramsOf(visit)['slug']!);
  if (!group) return showMissing(visit);
  const { form, doer } = taken;
  const wish = WISHES.find((one) => one === form.text('act'));
  try {
    if (wish === undefined) throw forumErrors('forum.form_stale');
    await seatMember(visit.app, doer, group.id, { handle: form.text('handle').slice(0, 60), wish });
    return await visit.reply.redirect(`${groupPath(group.slug)}/members`, 303);
  } catch (error) {
    const { text, status, code } = reasonOf(visit, error);
    if (code !== 'forum.no_member') throw error;
    visit.reply.code(status);
    return seatsPage(visit, group, text);
  }
}

/** A moderator adds a category. */
export async function takeGroupCategory(visit: ForumVisit): Promise<unknown> {
  const taken = await takenForm(visit);
  if (!taken) return visit.reply;
  const group = await findGroup(visit.app, visit.who, paramsOf(visit)['slug']!);
  if (!group) return showMissing(visit);
  const { form, doer } = taken;
  await addGroupCategory(visit.app, doer, group.id, { name: form.text('name'), text: form.text('text') });
  return visit.reply.redirect(groupPath(group.slug), 303);
}
