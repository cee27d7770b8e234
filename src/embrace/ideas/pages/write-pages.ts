import { queryText } from '#platform/http/index.ts';
import { type Html, markup, trusted } from '#lib/html/index.ts';
import { needMember, type SignedIn } from '#people/members/index.ts';
import { FORUM_SCRIPT, type FormKey, keyHtml, keyOf, takenForm } from '#embrace/forum/index.ts';
import { IDEAS, LONGEST_TITLE, pathOf } from '../domain.ts';
import { type BoardRow, visibleBoards } from '../idea/boards.ts';
import { findIdea, listIdeas } from '../idea/find.ts';
import { changeIdea, propose, textOf as rendered } from '../idea/propose.ts';
import type { IdeaRow } from '../idea/store.ts';
import { all, saidHtml, selected, statusBadge } from './bits.ts';
import { type IdeaVisit, paramsOf, queryOf, showMissing, showOwn, whyNot } from './visit.ts';

interface Filled {
  title: string;
  markdown: string;
  reason: string;
  boardId: string;
}

interface State {
  filled: Filled;
  formId?: string;
  wrong?: string;
  preview?: string;
  /** Ideas that it may be already; shown once, then the proposal stands. */
  similar?: readonly IdeaRow[];
}

const MOST_SIMILAR = 5;

/** The form for a new idea. */
export async function showNew(visit: IdeaVisit): Promise<unknown> {
  const member = await needMember(visit.app, visit.request, visit.reply);
  if (!member) return visit.reply;
  const query = queryOf(visit);
  const slug = queryText(query['board']);
  const boards = await openBoards(visit);
  const boardId = (boards.find((one) => one.slug === slug) ?? boards[0])?.id ?? '';
  return newPage(visit, member, {
    filled: { title: queryText(query['title'], LONGEST_TITLE), markdown: '', reason: '', boardId },
  });
}

const openBoards = async ({ app, reader }: IdeaVisit): Promise<BoardRow[]> =>
  (await visibleBoards(app, reader)).filter(({ isArchived }) => !isArchived);

async function newPage(visit: IdeaVisit, member: SignedIn, state: State): Promise<unknown> {
  const { say } = visit;
  const boards = await openBoards(visit);
  return showOwn(visit, {
    title: say.propose,
    path: `${IDEAS}/new`,
    scripts: [FORUM_SCRIPT],
    body: markup`<p class="crumbs"><a href="${IDEAS}">${say.title}</a></p>
      <h1>${say.propose}</h1>
      ${form(visit, keyFor(visit, member, state.formId), state, { action: `${IDEAS}/new`, boards })}`,
  });
}

/** A form that comes back keeps its id: sent again it is the same. */
const keyFor = (visit: IdeaVisit, member: SignedIn, formId: string | undefined): FormKey => {
  const key = keyOf(visit, member);
  return formId ? { ...key, formId } : key;
};

function form(
  { say }: IdeaVisit,
  key: FormKey,
  state: State,
  where: { action: string; boards: readonly BoardRow[] | null },
): Html {
  const { filled, wrong, preview, similar = [] } = state;
  const { boards } = where;
  return markup`${wrong === undefined ? null : markup`<p class="note warning" role="alert">${wrong}</p>`}${
    preview === undefined
      ? null
      : markup`<section class="draft-preview" aria-label="${say.preview}"><h2>${say.preview}</h2><h3 dir="auto">${filled.title}</h3>${saidHtml(preview)}</section>`
  }<form class="form wide" method="post" action="${where.action}">
    ${keyHtml(key)}${
      similar.length === 0
        ? null
        : markup`<input type="hidden" name="seen" value="yes" /><section class="note" aria-label="${say.similar}"><p><strong>${say.similar}</strong> ${say.similarText}</p><ul class="list">${similar.map(
            (idea) =>
              markup`<li><a href="${pathOf(idea)}" dir="auto">${idea.title}</a> ${statusBadge(idea.status, say)} <span class="quiet">${say.votes(all(idea))}</span></li>`,
          )}</ul></section>`
    }<label>${say.newTitle}<input name="title" value="${filled.title}" maxlength="${LONGEST_TITLE}" required dir="auto"${boards ? trusted(` data-suggest="${IDEAS}/suggest"`) : null} /><span class="hint">${say.newTitleHint}</span></label>
    <div class="suggested" data-title="${say.similar}" aria-live="polite"></div>
    <label>${say.text}<textarea name="markdown" rows="8" dir="auto">${`\n${filled.markdown}`}</textarea><span class="hint">${say.textHint}</span></label>
    ${
      boards === null
        ? null
        : markup`<label>${say.why}<textarea name="reason" rows="2" maxlength="500" dir="auto">${`\n${filled.reason}`}</textarea><span class="hint">${say.whyHint}</span></label>
            ${boards.length < 2 ? markup`<input type="hidden" name="board" value="${filled.boardId}" />` : markup`<label>${say.board}<select name="board">${boards.map((one) => markup`<option value="${one.id}"${selected(one.id === filled.boardId)}>${one.name}</option>`)}</select></label>`}`
    }
    <div class="actions">
      <button name="act" value="post">${boards === null ? say.save : similar.length > 0 ? say.proposeAnyway : say.propose}</button><button class="plain" name="act" value="preview">${say.preview}</button>
    </div>
  </form>`;
}

/** Proposes an idea. Where it may be there already, those are shown first: also without scripts nobody proposes it twice unseen. */
export async function takeNew(visit: IdeaVisit): Promise<unknown> {
  const taken = await takenForm(visit);
  if (!taken) return visit.reply;
  const { app, reader, reply } = visit;
  const { member, doer, form: given, formId } = taken;
  const filled: Filled = {
    title: given.text('title').slice(0, LONGEST_TITLE * 4),
    markdown: given.text('markdown'),
    reason: given.text('reason'),
    boardId: given.text('board').slice(0, 64),
  };
  try {
    if (given.text('act') === 'preview')
      return await newPage(visit, member, {
        filled,
        formId,
        preview: (await rendered(app, filled.markdown)).html,
      });
    if (given.text('seen') !== 'yes') {
      const similar = await likely(visit, filled.title);
      if (similar.length > 0) return await newPage(visit, member, { filled, formId, similar });
    }
    const { idea } = await propose(app, doer, { ...filled, formId: formId || undefined });
    return reply.redirect((await findIdea(app, reader, idea.id)) ? pathOf(idea) : IDEAS, 303);
  } catch (error) {
    const { text, status } = whyNot(visit, error);
    reply.code(status);
    return newPage(visit, member, { filled, formId, wrong: text });
  }
}

async function likely({ app, reader }: IdeaVisit, title: string): Promise<IdeaRow[]> {
  const q = queryText(title, 150);
  return q.length < 4
    ? []
    : (await listIdeas(app, reader, { sort: 'top', q, isLoose: true, limit: MOST_SIMILAR })).rows;
}

/** Its author changes an idea as long as nobody decided about it. */
export async function showEdit(visit: IdeaVisit): Promise<unknown> {
  const member = await needMember(visit.app, visit.request, visit.reply);
  if (!member) return visit.reply;
  const idea = await findIdea(visit.app, visit.reader, paramsOf(visit)['id']!);
  if (!idea || idea.authorId !== member.id || idea.mergedInto !== null) return showMissing(visit);
  const { title, markdown, boardId } = idea;
  return editPage(visit, member, idea, { filled: { title, markdown, reason: '', boardId } });
}

function editPage(visit: IdeaVisit, member: SignedIn, idea: IdeaRow, state: State): Promise<unknown> {
  const { say } = visit;
  const path = `${IDEAS}/${idea.id}/edit`;
  return showOwn(visit, {
    title: say.edit,
    path,
    body: markup`<p class="crumbs"><a href="${pathOf(idea)}" dir="auto">${idea.title}</a></p>
      <h1>${say.edit}</h1>
      ${form(visit, keyFor(visit, member, state.formId), state, { action: path, boards: null })}`,
  });
}

export async function takeEdit(visit: IdeaVisit): Promise<unknown> {
  const taken = await takenForm(visit);
  if (!taken) return visit.reply;
  const { app, reader, reply } = visit;
  const { member, doer, form: given, formId } = taken;
  const idea = await findIdea(app, reader, paramsOf(visit)['id']!);
  if (!idea || idea.authorId !== member.id) return showMissing(visit);
  const filled = {
    title: given.text('title').slice(0, LONGEST_TITLE * 4),
    markdown: given.text('markdown'),
    reason: '',
    boardId: idea.boardId,
  };
  try {
    if (given.text('act') === 'preview')
      return await editPage(visit, member, idea, {
        filled,
        formId,
        preview: (await rendered(app, filled.markdown)).html,
      });
    const changed = await changeIdea(app, doer, idea.id, { title: filled.title, markdown: filled.markdown });
    return reply.redirect(pathOf(changed), 303);
  } catch (error) {
    const { text, status } = whyNot(visit, error);
    reply.code(status);
    return editPage(visit, member, idea, { filled, formId, wrong: text });
  }
}
