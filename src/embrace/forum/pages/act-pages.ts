import { markup } from '#lib/html/index.ts';
import { needMember } from '#people/members/index.ts';
import { COMMUNITY, pathOf, type Reaction, REACTIONS, tagsOf } from '../domain.ts';
import { forumErrors } from '../errors.ts';
import { bookmark, follow, keepDraft, listDrafts } from '../own/service.ts';
import { acceptAnswer, react } from '../talk/answers.ts';

import { findPost, findThread, readable } from '../talk/read.ts';
import { tagSubject } from '../telling/tell.ts';
import { categoryPath, tagPath, timeHtml } from './bits.ts';
import { deleteView } from './forms.ts';
import { type ForumVisit, keyOf, showMissing, showOwn, showRefusal, takenForm, paramsOf } from './visit.ts';
import { deletePost, deleteThread } from '../talk/removal.ts';
import { setWiki } from '../talk/wiki.ts';

/** One button below a post. Pressed twice, it did its work once: every act says what shall be, not what shall change. */
export async function takePostAct(visit: ForumVisit): Promise<unknown> {
  const taken = await takenForm(visit);
  if (!taken) return visit.reply;
  const { app, reply, words } = visit;
  const { member, doer, form } = taken;
  const id = paramsOf(visit)['id']!;
  const act = form.text('act');
  const kind = act.replace(/^un/, '') as Reaction;
  try {
    if (REACTIONS.includes(kind)) await react(app, doer, id, { kind, isOn: act === kind });
    else if (act === 'wiki' || act === 'unwiki') await setWiki(app, doer, id, act === 'wiki');
    else if (act === 'accept' || act === 'unaccept') await acceptAnswer(app, doer, id, act === 'accept');
    else if (act === 'delete-now') {
      const reason = form.text('reason').slice(0, 200);
      await deletePost(app, doer, id, { isDeleted: true, reason });
    } else if (act === 'restore') await deletePost(app, doer, id, { isDeleted: false, reason: '' });
    else if (act === 'bookmark' || act === 'unbookmark') {
      if (!(await findPost(app, visit.who, id))) throw forumErrors('forum.no_post');
      await bookmark(app, member.id, id, act === 'bookmark');
    } else if (act === 'delete') {
      const found = await findPost(app, visit.who, id);
      if (!found) return await showMissing(visit);
      const body = deleteView(words, keyOf(visit, member), found.thread, found.post);
      return await showOwn(visit, { title: words.delete, path: `${COMMUNITY}/p/${id}`, body });
    } else throw forumErrors('forum.form_stale');
    return reply.redirect(`${COMMUNITY}/p/${id}`, 303);
  } catch (error) {
    return showRefusal(visit, error);
  }
}

export async function takeThreadAct(visit: ForumVisit): Promise<unknown> {
  const taken = await takenForm(visit);
  if (!taken) return visit.reply;
  const found = await findThread(visit.app, visit.who, paramsOf(visit)['id']!);
  if (!found) return showMissing(visit);
  const act = taken.form.text('act');
  if (act === 'delete') {
    const reason = taken.form.text('reason').slice(0, 200);
    await deleteThread(visit.app, taken.doer, found.thread.id, { isDeleted: true, reason });
    return visit.reply.redirect(categoryPath(found.category.slug), 303);
  }
  if (act !== 'follow' && act !== 'unfollow') return showRefusal(visit, forumErrors('forum.form_stale'));
  await follow(visit.app, taken.member.id, found.thread.id, act === 'follow');
  return visit.reply.redirect(pathOf(found.thread), 303);
}

/** Follows a category or a tag, or no longer. */
export async function takeFollow(visit: ForumVisit): Promise<unknown> {
  const taken = await takenForm(visit);
  if (!taken) return visit.reply;
  const { slug, tag } = paramsOf(visit);
  const category = (await readable(visit.app, visit.who)).find((one) => one.slug === slug);
  const [known] = tagsOf(tag ?? '');
  if (!category && known === undefined) return showMissing(visit);
  const act = taken.form.text('act');
  if (act !== 'follow' && act !== 'unfollow') return showRefusal(visit, forumErrors('forum.form_stale'));
  await follow(visit.app, taken.member.id, category?.id ?? tagSubject(known!), act === 'follow');
  return visit.reply.redirect(category ? categoryPath(category.slug) : tagPath(known!), 303);
}

/** Keeps what a script sends while somebody types. */
export async function takeDraft(visit: ForumVisit): Promise<unknown> {
  const taken = await takenForm(visit);
  if (!taken) return visit.reply;
  const { member, form } = taken;
  const place = form.text('place');
  const isPlace =
    place === 'new' || (await findThread(visit.app, visit.who, place.slice(0, 64))) !== undefined;
  if (isPlace)
    await keepDraft(visit.app, member.id, {
      place,
      title: form.text('title'),
      markdown: form.text('markdown'),
    });
  return visit.reply.code(204).send();
}

export async function showDrafts(visit: ForumVisit): Promise<unknown> {
  const { app, words, who, language } = visit;
  const member = await needMember(app, visit.request, visit.reply);
  if (!member) return visit.reply;
  const drafts = await listDrafts(app, member.id);
  const rows = await Promise.all(
    drafts.map(async (draft) => {
      const found = draft.place === 'new' ? undefined : await findThread(app, who, draft.place);
      const isOver = draft.place !== 'new' && !found;
      const title = found?.thread.title ?? (draft.title === '' || isOver ? words.start : draft.title);
      const path = draft.place === 'new' ? `${COMMUNITY}/new` : `${COMMUNITY}/t/${draft.place}/reply`;
      return markup`<li><a href="${path}" dir="auto">${title}</a> <span class="quiet">${timeHtml(draft.savedAt, app.clock.now(), language)}</span>
        <p dir="auto">${draft.markdown.slice(0, 200)}</p></li>`;
    }),
  );
  return showOwn(visit, {
    title: words.drafts,
    path: `${COMMUNITY}/drafts`,
    body: markup`<h1>${words.drafts}</h1>
      <p class="quiet">${rows.length === 0 ? words.noDrafts : words.draftsText}</p>
      <ul class="list">${rows}</ul>`,
  });
}
