import { type Html, markup, trusted } from '#lib/html/index.ts';
import { COMMUNITY, LONGEST_TITLE, nameOf, pathOf, type ThreadKind } from '../domain.ts';
import type { CategoryRow } from '../talk/categories.ts';
import type { PostRow, ThreadRow } from '../talk/read.ts';
import type { Words } from '../words/index.ts';
import { momentField, timerFields } from '../timers/form.ts';
import { type FormKey, keyHtml } from './bits.ts';

/** What stands in a form: as it was sent, or at first. */
export interface Filled {
  title: string;
  markdown: string;
  tags: string;
  categoryId: string;
  kind: ThreadKind;
  to: string;
}

export interface FormParts {
  words: Words;
  key: FormKey;
  filled: Filled;
  /** Why it was refused. */
  wrong: string | null;
  /** What was written, as it will be shown. */
  preview: string | null;
  /** Threads that may answer it already. */
  similar?: readonly ThreadRow[];
}

function above({ words, wrong, preview, similar = [] }: FormParts): Html {
  return markup`${wrong === null ? null : markup`<p class="note warning" role="alert">${wrong}</p>`}${
    preview === null
      ? null
      : markup`<section class="draft-preview" aria-label="${words.preview}"><h2>${words.preview}</h2><div class="said" dir="auto">${trusted(preview)}</div></section>`
  }${
    similar.length === 0
      ? null
      : markup`<section class="note" aria-label="${words.alreadyAnswered}"><p><strong>${words.alreadyAnswered}</strong></p><ul class="list">${similar.map(
          (one) => markup`<li><a href="${pathOf(one)}">${one.title}</a></li>`,
        )}</ul></section>`
  }`;
}

const buttons = (words: Words, publish: string, keeps = true): Html =>
  markup`<div class="actions">
    <button name="act" value="post">${publish}</button><button class="plain" name="act" value="preview">${words.preview}</button>${
      keeps ? markup`<button class="plain" name="act" value="draft">${words.keep}</button>` : null
    }
  </div>`;

const textField = ({ words, filled }: FormParts, label: string, place: string, rows = 12): Html =>
  markup`<label>${label}<textarea name="markdown" rows="${rows}" data-draft="${place}" dir="auto">${`\n${filled.markdown}`}</textarea><span class="hint">${words.textHint}</span></label>
    <label>${words.file}<input type="file" name="file" /></label>`;

const selected = (is: boolean) => (is ? trusted(' selected') : null);
const checked = (is: boolean) => (is ? trusted(' checked') : null);

/** A new thread. */
export function newView(parts: FormParts, categories: readonly CategoryRow[]): Html {
  const { words, key, filled } = parts;
  const kinds = [
    ['question', words.kindQuestion],
    ['discussion', words.kindDiscussion],
  ] as const;
  return markup`<h1>${words.start}</h1>
    ${above(parts)}
    <form class="form wide" method="post" action="${COMMUNITY}/new" enctype="multipart/form-data">
      ${keyHtml(key)}
      <label>${words.title}<input name="title" value="${filled.title}" maxlength="${LONGEST_TITLE}" required dir="auto" data-suggest /><span class="hint">${words.titleHint}</span></label>
      <div class="suggested" data-title="${words.alreadyAnswered}" aria-live="polite"></div>
      <fieldset>
        <legend>${words.kind}</legend>
        ${kinds.map(
          ([value, label]) =>
            markup`<label class="choice"><input type="radio" name="kind" value="${value}"${checked(filled.kind === value)} /> ${label}</label>`,
        )}
      </fieldset>
      <label>${words.category}<select name="category">${categories.map(
        (one) =>
          markup`<option value="${one.id}"${selected(one.id === filled.categoryId)}>${nameOf(one)}</option>`,
      )}</select></label>
      ${textField(parts, words.text, 'new')}
      <label>${words.tags}<input name="tags" value="${filled.tags}" maxlength="200" /><span class="hint">${words.tagsHint}</span></label>
      ${buttons(words, words.publish)}
    </form>`;
}

/** An answer. */
export function replyView(parts: FormParts, thread: ThreadRow): Html {
  const { words, key, filled } = parts;
  return markup`<p class="crumbs"><a href="${pathOf(thread)}">${thread.title}</a></p>
    <h1>${words.yourAnswer}</h1>
    ${above(parts)}
    <form class="form wide" method="post" action="${COMMUNITY}/t/${thread.id}/reply" enctype="multipart/form-data">
      ${keyHtml(key)}<input type="hidden" name="to" value="${filled.to}" /> ${textField(parts, words.text, thread.id)}
      ${buttons(words, words.publish)}
    </form>`;
}

type EditedPost = Pick<PostRow, 'id' | 'number' | 'revision' | 'authorId' | 'isWiki'>;

/** A change of a post; where somebody else was faster, both texts. */
export function editView(
  parts: FormParts & { memberId: string },
  {
    thread,
    post,
    theirs,
    maySetWiki,
  }: { thread: ThreadRow; post: EditedPost; theirs: string | null; maySetWiki: boolean },
): Html {
  const { words, key } = parts;
  const title = post.authorId === parts.memberId ? words.editTitle : words.editWikiTitle;
  return markup`<p class="crumbs"><a href="${pathOf(thread, post.number)}">${thread.title}, #${post.number}</a></p>
    <h1>${title}</h1>
    ${post.isWiki ? markup`<p class="quiet">${words.wikiHint}</p>` : null}${above(parts)}
    ${theirs === null ? null : markup`<section class="diff" aria-label="${words.overtakenTheirs}"><h2>${words.overtakenTheirs}</h2><pre dir="auto">${theirs}</pre></section>`}
    <form class="form wide" method="post" action="${COMMUNITY}/p/${post.id}/edit" enctype="multipart/form-data">
      ${keyHtml(key)}<input type="hidden" name="revision" value="${post.revision}" />
      ${textField(parts, theirs === null ? words.text : words.overtakenYours, `edit ${post.id}`)} ${buttons(words, words.save, false)}
    </form>
    ${maySetWiki ? wikiForm(parts, post) : null}`;
}

/** Lets others change a post, or nobody but its author. */
const wikiForm = ({ words, key }: FormParts, { id, isWiki }: EditedPost): Html =>
  markup`<form class="form" method="post" action="${COMMUNITY}/p/${id}/act">
    ${keyHtml(key)}<p class="quiet">${isWiki ? words.noWikiText : words.makeWikiText}</p>
    <div class="actions"><button class="plain" name="act" value="${isWiki ? 'unwiki' : 'wiki'}">${isWiki ? words.noWiki : words.makeWiki}</button></div>
  </form>`;

/** Title, tags and where it was solved, for who asked. */
export function settingsView(
  { words, key, filled, wrong }: Omit<FormParts, 'preview'>,
  thread: ThreadRow,
  { solvedElsewhere, keepsOrder }: { solvedElsewhere: string; keepsOrder: boolean },
): Html {
  return markup`<p class="crumbs"><a href="${pathOf(thread)}">${thread.title}</a></p>
    <h1>${keepsOrder ? words.threadOrder : words.threadSettings}</h1>
    ${wrong === null ? null : markup`<p class="note warning" role="alert">${wrong}</p>`}
    <form class="form" method="post" action="${COMMUNITY}/t/${thread.id}/settings">
      ${keyHtml(key)}
      <label>${words.title}<input name="title" value="${filled.title}" maxlength="${LONGEST_TITLE}" required dir="auto" /></label>
      <label>${words.tags}<input name="tags" value="${filled.tags}" maxlength="200" /><span class="hint">${words.tagsHint}</span></label>
      ${thread.kind === 'question' ? markup`<label>${words.solvedWhere}<input type="url" name="solvedElsewhere" value="${solvedElsewhere}" maxlength="500" /></label>` : null}
      ${keepsOrder ? orderFields(words, thread) : null}
      <div class="actions"><button>${words.save}</button></div>
    </form>
    ${keepsOrder ? deleteThreadForm(words, key, thread) : null}`;
}

/** What moderators of its group decide about a thread. */
const orderFields = (words: Words, thread: ThreadRow): Html =>
  markup`<fieldset><legend>${words.order}</legend><input type="hidden" name="order" value="yes" />
    <label class="choice"><input type="checkbox" name="closed" value="yes"${checked(thread.closedAt !== null)} /> ${words.closeIt}</label>
    <label>${words.why}<input name="reason" value="${thread.closedReason ?? ''}" maxlength="200" dir="auto" /></label>
    ${timerFields(words, thread)} ${momentField(words, words.pinUntil, 'pinnedUntil', thread.pinnedUntil)}
  </fieldset>`;

const deleteThreadForm = (words: Words, key: FormKey, { id }: ThreadRow): Html =>
  markup`<form class="form" method="post" action="${COMMUNITY}/t/${id}/act">
    ${keyHtml(key)}<label>${words.why}<input name="reason" maxlength="200" dir="auto" /></label>
    <div class="actions"><button class="danger" name="act" value="delete">${words.deleteThread}</button></div>
  </form>`;

/** Asks why a post shall go. */
export function deleteView(
  words: Words,
  key: FormKey,
  thread: ThreadRow,
  post: { id: string; number: number },
): Html {
  return markup`<p class="crumbs"><a href="${pathOf(thread, post.number)}">${thread.title}, #${post.number}</a></p>
    <h1>${words.delete}</h1>
    <p>${words.deleteText}</p>
    <form class="form" method="post" action="${COMMUNITY}/p/${post.id}/act">
      ${keyHtml(key)}<label>${words.why}<input name="reason" maxlength="200" /></label>
      <div class="actions"><button class="danger" name="act" value="delete-now">${words.delete}</button></div>
    </form>`;
}
