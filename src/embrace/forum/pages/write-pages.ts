import { memberDoer } from '../doer.ts';
import { needMember, type SignedIn } from '#people/members/index.ts';
import type { GivenForm } from '#platform/http/index.ts';
import { COMMUNITY, mayAnswer, mayModerate, mayStart, pathOf, type ThreadKind } from '../domain.ts';
import { forumErrors } from '../errors.ts';
import { takeFile } from '../own/files.ts';
import { findDraft, keepDraft } from '../own/service.ts';
import { authorsOf } from '../people.ts';
import { searchThreads } from '../search/find.ts';
import type { ThreadChange } from '../schema.ts';
import { addPost, editPost } from '../talk/posts.ts';
import {
  findPost,
  findThread,
  type Found,
  postAt,
  type ThreadRow,
  historyOf,
  type PostRow,
  readable,
} from '../talk/read.ts';
import { changeThread, startThread } from '../talk/threads.ts';
import { mayEdit, mayMakeWiki } from '../talk/wiki.ts';
import { written } from '../talk/written.ts';
import { timesIn } from '../timers/form.ts';
import { nameNow } from './bits.ts';
import { editView, type Filled, newView, replyView, settingsView } from './forms.ts';
import {
  type ForumVisit,
  keyOf,
  reasonOf,
  showMissing,
  showOwn,
  takenForm,
  paramsOf,
  queryOf,
} from './visit.ts';

const EMPTY: Filled = { title: '', markdown: '', tags: '', categoryId: '', kind: 'question', to: '' };

/** What goes wrong while something is written, beside what was written. */
interface State {
  filled: Filled;
  wrong?: string;
  preview?: string;
  /** The form as it was sent: sent again, it is the same form. */
  formId?: string;
}

const filledOf = (form: GivenForm): Filled => ({
  title: form.text('title'),
  markdown: form.text('markdown').replace(/^\n/, ''),
  tags: form.text('tags'),
  categoryId: form.text('category'),
  kind: (form.text('kind') === 'discussion' ? 'discussion' : 'question') satisfies ThreadKind,
  to: form.text('to'),
});

/** Puts a file that came along into what was written. */
async function withFile(
  visit: ForumVisit,
  member: SignedIn,
  form: GivenForm,
  filled: Filled,
): Promise<Filled> {
  const file = form.file('file');
  if (!file) return filled;
  const shown = await takeFile(visit.app, memberDoer(member, visit.request.ip), file);
  return { ...filled, markdown: `${filled.markdown}${filled.markdown === '' ? '' : '\n\n'}${shown}` };
}

const keyFor = (visit: ForumVisit, member: SignedIn, formId: string | undefined) => {
  const key = keyOf(visit, member);
  return formId ? { ...key, formId } : key;
};

export async function showNew(visit: ForumVisit): Promise<unknown> {
  const member = await needMember(visit.app, visit.request, visit.reply);
  if (!member) return visit.reply;
  const draft = await findDraft(visit.app, member.id, 'new');
  const wished = queryOf(visit)['category'];
  const category = (await readable(visit.app, visit.who)).find(({ slug }) => slug === wished);
  const filled = {
    ...EMPTY,
    title: draft?.title ?? '',
    markdown: draft?.markdown ?? '',
    categoryId: category?.id ?? '',
  };
  return newPage(visit, member, { filled });
}

async function newPage(visit: ForumVisit, member: SignedIn, state: State): Promise<unknown> {
  const { app, who, words } = visit;
  const categories = (await readable(app, who)).filter((category) => mayStart(category, who));
  const { filled } = state;
  const asked =
    state.preview === undefined || filled.title.length < 8 ? [] : await similarTo(visit, filled.title);
  const parts = {
    words,
    key: keyFor(visit, member, state.formId),
    filled,
    wrong: state.wrong ?? null,
    preview: state.preview ?? null,
    similar: asked,
  };
  return showOwn(visit, { title: words.start, path: `${COMMUNITY}/new`, body: newView(parts, categories) });
}

async function similarTo({ app, who }: ForumVisit, title: string) {
  return (await searchThreads(app, who, { q: title, limit: 4, isLoose: true })).map(({ thread }) => thread);
}

export async function takeNew(visit: ForumVisit): Promise<unknown> {
  const taken = await takenForm(visit);
  if (!taken) return visit.reply;
  const { member, doer, form, formId } = taken;
  const { app, reply } = visit;
  let filled = filledOf(form);
  try {
    filled = await withFile(visit, member, form, filled);
    const act = form.text('act');
    if (act === 'draft') {
      await keepDraft(app, member.id, { place: 'new', ...filled });
      return reply.redirect(`${COMMUNITY}/drafts`, 303);
    }
    if (act === 'preview')
      return await newPage(visit, member, {
        filled,
        preview: (await written(app, filled.markdown)).html,
        formId,
      });
    const { thread } = await startThread(app, doer, { ...filled, formId: formId || undefined });
    return reply.redirect(pathOf(thread), 303);
  } catch (error) {
    const { text, status } = reasonOf(visit, error);
    reply.code(status);
    return newPage(visit, member, { filled, wrong: text, formId });
  }
}

export async function showReply(visit: ForumVisit): Promise<unknown> {
  const member = await needMember(visit.app, visit.request, visit.reply);
  if (!member) return visit.reply;
  const { to, quote } = queryOf(visit);
  const found = await findThread(visit.app, visit.who, paramsOf(visit)['id']!);
  if (!found) return showMissing(visit);
  const draft = await findDraft(visit.app, member.id, found.thread.id);
  const number = Number(to);
  const post =
    Number.isInteger(number) && number > 0 ? await postAt(visit.app, found.thread.id, number) : undefined;
  const name = post ? await quotedName(visit, post) : '';
  const quoted =
    post && post.deletedAt === null && quote === '1'
      ? `> [${name.replaceAll(/[[\]\\]/g, '')}](${COMMUNITY}/p/${post.id}):\n${post.markdown
          .split('\n')
          .map((line) => `> ${line}`)
          .join('\n')}\n\n`
      : '';
  const filled = {
    ...EMPTY,
    to: post ? String(number) : '',
    markdown: `${draft?.markdown ?? ''}${draft && quoted ? '\n\n' : ''}${quoted}`,
  };
  return replyPage(visit, member, { filled });
}

async function quotedName({ app, words }: ForumVisit, post: PostRow): Promise<string> {
  return nameNow(post.authorId, post.authorName, await authorsOf(app, [post]), words);
}

async function replyPage(visit: ForumVisit, member: SignedIn, state: State): Promise<unknown> {
  const { app, who, words } = visit;
  const found = await findThread(app, who, paramsOf(visit)['id']!);
  if (!found) return showMissing(visit);
  const { thread } = found;
  const parts = {
    words,
    key: keyFor(visit, member, state.formId),
    filled: state.filled,
    wrong:
      state.wrong ?? (mayAnswer(found.category, thread.closedAt !== null, who) ? null : words.closedText),
    preview: state.preview ?? null,
  };
  return showOwn(visit, {
    title: words.yourAnswer,
    path: `${COMMUNITY}/t/${thread.id}/reply`,
    body: replyView(parts, thread),
  });
}

export async function takeReply(visit: ForumVisit): Promise<unknown> {
  const taken = await takenForm(visit);
  if (!taken) return visit.reply;
  const { member, doer, form, formId } = taken;
  const { app, reply, who } = visit;
  const threadId = paramsOf(visit)['id']!;
  let filled = filledOf(form);
  try {
    filled = await withFile(visit, member, form, filled);
    const act = form.text('act');
    const found = await findThread(app, who, threadId);
    if (!found) throw forumErrors('forum.not_found', { id: threadId });
    if (act === 'draft') {
      await keepDraft(app, member.id, {
        place: threadId,
        title: found.thread.title,
        markdown: filled.markdown,
      });
      return reply.redirect(`${COMMUNITY}/drafts`, 303);
    }
    if (act === 'preview')
      return await replyPage(visit, member, {
        filled,
        preview: (await written(app, filled.markdown)).html,
        formId,
      });
    const replyTo = /^\d{1,6}$/.test(filled.to) ? Number(filled.to) : null;
    const { post } = await addPost(app, doer, threadId, {
      markdown: filled.markdown,
      replyTo,
      formId: formId || undefined,
    });
    return reply.redirect(pathOf(found.thread, post.number), 303);
  } catch (error) {
    const { text, status, code } = reasonOf(visit, error);
    if (code === 'forum.closed')
      await keepDraft(app, member.id, { place: threadId, title: '', markdown: filled.markdown });
    reply.code(status);
    return replyPage(visit, member, { filled, wrong: text, formId });
  }
}

export async function showEdit(visit: ForumVisit): Promise<unknown> {
  const member = await needMember(visit.app, visit.request, visit.reply);
  if (!member) return visit.reply;
  const { app, who } = visit;
  const found = await findPost(app, who, paramsOf(visit)['id']!);
  if (!found || !(await mayEdit(app, hereOf(visit, found), who, found))) return showMissing(visit);
  const { post } = found;
  const version = Number(queryOf(visit)['version']);
  const earlier = Number.isInteger(version)
    ? (await historyOf(app, post.id)).find(({ revision }) => revision === version)
    : undefined;
  const markdown = earlier?.markdown ?? post.markdown;
  return editPage(visit, member, { filled: { ...EMPTY, markdown }, revision: post.revision });
}

const hereOf = ({ who }: ForumVisit, { category }: Found) => ({ isStaff: mayModerate(category, who) });

async function editPage(
  visit: ForumVisit,
  member: SignedIn,
  state: State & { revision: number; isOvertaken?: boolean },
): Promise<unknown> {
  const { app, who, words } = visit;
  const found = await findPost(app, who, paramsOf(visit)['id']!);
  if (!found) return showMissing(visit);
  const { thread, post } = found;
  const parts = {
    words,
    key: keyFor(visit, member, state.formId),
    filled: state.filled,
    wrong: state.wrong ?? null,
    preview: state.preview ?? null,
    memberId: member.id,
  };
  const theirs = state.isOvertaken ? post.markdown : null;
  // Whoever has seen both may save over it.
  const revision = state.isOvertaken ? post.revision : state.revision;
  const maySetWiki = await mayMakeWiki(app, hereOf(visit, found), who, post);
  const shown = { thread, post: { ...post, revision }, theirs, maySetWiki };
  return showOwn(visit, {
    title: post.authorId === who.memberId ? words.editTitle : words.editWikiTitle,
    path: `${COMMUNITY}/p/${post.id}/edit`,
    body: editView(parts, shown),
  });
}

export async function takeEdit(visit: ForumVisit): Promise<unknown> {
  const taken = await takenForm(visit);
  if (!taken) return visit.reply;
  const { member, doer, form, formId } = taken;
  const { app, reply } = visit;
  const id = paramsOf(visit)['id']!;
  const revision = Number(form.text('revision')) || 0;
  let filled = filledOf(form);
  try {
    filled = await withFile(visit, member, form, filled);
    if (form.text('act') === 'preview') {
      const preview = (await written(app, filled.markdown)).html;
      return await editPage(visit, member, { filled, preview, formId, revision });
    }
    await editPost(app, doer, id, { markdown: filled.markdown, revision });
    return reply.redirect(`${COMMUNITY}/p/${id}`, 303);
  } catch (error) {
    const { text, status, code } = reasonOf(visit, error);
    reply.code(status);
    return editPage(visit, member, {
      filled,
      wrong: text,
      formId,
      revision,
      isOvertaken: code === 'forum.overtaken',
    });
  }
}

const maySet = ({ who }: ForumVisit, { thread, category }: Found): boolean =>
  thread.authorId === who.memberId || mayModerate(category, who);

export async function showSettings(visit: ForumVisit): Promise<unknown> {
  const member = await needMember(visit.app, visit.request, visit.reply);
  if (!member) return visit.reply;
  const found = await findThread(visit.app, visit.who, paramsOf(visit)['id']!);
  if (!found || !maySet(visit, found)) return showMissing(visit);
  const { title, tags, solvedElsewhere } = found.thread;
  return settingsPage(visit, member, { ...EMPTY, title, tags: tags.join(', ') }, solvedElsewhere ?? '');
}

async function settingsPage(
  visit: ForumVisit,
  member: SignedIn,
  filled: Filled,
  solvedElsewhere: string,
  wrong: string | null = null,
): Promise<unknown> {
  const { app, who, words } = visit;
  const found = await findThread(app, who, paramsOf(visit)['id']!);
  if (!found) return showMissing(visit);
  const body = settingsView({ words, key: keyOf(visit, member), filled, wrong }, found.thread, {
    solvedElsewhere,
    keepsOrder: mayModerate(found.category, who),
  });
  return showOwn(visit, {
    title: mayModerate(found.category, who) ? words.threadOrder : words.threadSettings,
    path: `${COMMUNITY}/t/${found.thread.id}/settings`,
    body,
  });
}

/** What a moderator of its group decided anew. Throws `forum.form_stale`. */
function orderOf(form: GivenForm, thread: ThreadRow): ThreadChange {
  const isClosed = form.text('closed') === 'yes';
  const reason = form.text('reason').slice(0, 200);
  const isOther =
    isClosed !== (thread.closedAt !== null) || (isClosed && reason !== (thread.closedReason ?? ''));
  return { ...(isOther ? { isClosed, reason } : {}), ...timesIn(form, thread) };
}

export async function takeSettings(visit: ForumVisit): Promise<unknown> {
  const taken = await takenForm(visit);
  if (!taken) return visit.reply;
  const { member, doer, form } = taken;
  const filled = filledOf(form);
  const solvedElsewhere = form.text('solvedElsewhere').slice(0, 1000);
  try {
    const found = await findThread(visit.app, visit.who, paramsOf(visit)['id']!);
    const isQuestion = found?.thread.kind === 'question';
    const change = {
      title: filled.title,
      tags: filled.tags.split(','),
      ...(isQuestion ? { solvedElsewhere } : {}),
      ...(found && form.text('order') === 'yes' ? orderOf(form, found.thread) : {}),
    };
    const thread = await changeThread(visit.app, doer, paramsOf(visit)['id']!, change);
    return visit.reply.redirect(pathOf(thread), 303);
  } catch (error) {
    const { text, status } = reasonOf(visit, error);
    visit.reply.code(status);
    return settingsPage(visit, member, filled, solvedElsewhere, text);
  }
}
