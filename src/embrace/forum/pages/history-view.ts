import { diffOf } from '#lib/diff/index.ts';
import { type Html, markup } from '#lib/html/index.ts';
import { pathOf } from '../domain.ts';
import type { PostRow, RevisionRow, ThreadRow } from '../talk/read.ts';
import type { Words } from '../words/index.ts';
import { timeHtml } from './bits.ts';

/** Every change of a post with what went and what came, the newest first. */
export function historyView({
  thread,
  post,
  revisions,
  words,
  language,
  now,
}: {
  thread: ThreadRow;
  post: PostRow;
  revisions: readonly RevisionRow[];
  words: Words;
  language: string;
  now: Date;
}): Html {
  const after = [...revisions.slice(1).map(({ markdown }) => markdown), post.markdown];
  return markup`<p class="crumbs"><a href="${pathOf(thread, post.number)}">${thread.title}, #${post.number}</a></p>
    <h1>${words.history}</h1>
    <p class="quiet">${revisions.length === 0 ? words.nothingChanged : words.historyText}</p>
    ${revisions.map((row, index) => changeHtml(row, after[index]!, { words, language, now })).toReversed()}`;
}

function changeHtml(
  { revision, markdown, title, byName, at }: RevisionRow,
  after: string,
  { words, language, now }: { words: Words; language: string; now: Date },
): Html {
  return markup`<section class="diff" aria-label="${revision + 1}">
    <h2>${timeHtml(at, now, language)} · ${words.changedBy(byName)}</h2>
    ${title === null ? null : markup`<p>${words.wasTitled(title)}</p>`}
    <pre dir="auto">${diffOf(markdown, after).map(({ kind, text }) =>
      kind === 'same' ? text : kind === 'new' ? markup`<ins>${text}</ins>` : markup`<del>${text}</del>`,
    )}</pre>
  </section>`;
}
