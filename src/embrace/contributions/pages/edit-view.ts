import { diffOf } from '#lib/diff/index.ts';
import { type Html, markup, trusted } from '#lib/html/index.ts';
import { renderArticle } from '#respond/knowledge/index.ts';
import { LONGEST_REASON, LONGEST_TITLE } from '../edits/schema.ts';
import type { Words } from '../words/index.ts';

export interface EditPage {
  words: Words;
  /** Of the article. */
  language: string;
  path: string;
  action: string;
  hidden: Html;
  now: { title: string; body: string; version: number };
  /** What stands in the fields. */
  given: { title: string; body: string; reason: string };
  isAtOnce: boolean;
  /** Shown below the form, on the member's wish. */
  isPreview: boolean;
  /** The article was changed while he wrote. */
  isOvertaken: boolean;
  wrong: string | undefined;
}

/** The article as Markdown in a form, with what a change would look like. */
export function editView(page: EditPage): Html {
  const { words, language, now, given, isAtOnce, wrong } = page;
  return markup`<p class="crumbs"><a href="${page.path}" dir="auto">${now.title}</a></p>
    <h1>${words.editTitle}</h1>
    <p>${isAtOnce ? words.editAtOnce : words.editText}</p>
    ${wrong === undefined ? null : markup`<p class="wrong" role="alert">${wrong}</p>`}
    ${page.isOvertaken ? markup`<p class="note warning" role="alert">${words.changedNow}</p>` : null}
    <form class="form wide" method="post" action="${page.action}">
      ${page.hidden}<input type="hidden" name="version" value="${now.version}" />
      <label>${words.title}<input name="title" value="${given.title}" maxlength="${LONGEST_TITLE}" required dir="auto" lang="${language}" /></label>
      <label>${words.body}<textarea name="body" rows="18" required dir="auto" lang="${language}">${linesFirst(given.body)}</textarea></label>
      <label>${words.why}<textarea name="reason" rows="2" maxlength="${LONGEST_REASON}" required dir="auto" aria-describedby="why-hint">${linesFirst(given.reason)}</textarea><span class="hint" id="why-hint">${words.whyHint}</span></label>
      <div class="actions">
        <button name="act" value="send">${isAtOnce ? words.publish : words.send}</button><button class="plain" name="act" value="preview">${words.preview}</button>
      </div>
    </form>
    ${page.isOvertaken ? markup`<section><h2>${words.readsNow}</h2><pre dir="auto">${now.body}</pre></section>` : null}
    ${page.isPreview || page.isOvertaken ? previewOf(page) : null}`;
}

/** A browser drops one line break at the beginning of a field. */
const linesFirst = (text: string): Html => markup`${text.startsWith('\n') ? '\n' : ''}${text}`;

function previewOf({ words, now, given, language }: EditPage): Html {
  const pieces = diffOf(now.body, given.body);
  return markup`<section class="diff" aria-label="${words.difference}"><h2>${words.difference}</h2>
      <pre dir="auto">${pieces.map(({ kind, text }) =>
        kind === 'same' ? text : kind === 'new' ? markup`<ins>${text}</ins>` : markup`<del>${text}</del>`,
      )}</pre></section>
    <section><h2>${words.preview}</h2><article class="panel" dir="auto" lang="${language}"><h2>${given.title}</h2>${trusted(renderArticle(given.body))}</article></section>`;
}
