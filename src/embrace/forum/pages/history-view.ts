import { diffOf } from '#lib/diff/index.ts';
import { type Html, markup } from '#lib/html/index.ts';
import { COMMUNITY, pathOf } from '../domain.ts';
import type { PostRow, RevisionRow, ThreadRow } from '../talk/read.ts';
import type { Words } from '../words/index.ts';
import { timeHtml } from './bits.ts';

/** Every change of a post with what went and what came, the newest first. */
export function historyView({
  thread,
  post,
  revisions,
  mayRevert,
  words,
  language,
  now,
}: {
  thread: ThreadRow;
  post: PostRow;
  revisions: readonly RevisionRow[];
  /** The reader may change the post, back to what it said as well. */
  mayRevert: boolean;
  words: Words;
  language: string;
  now: Date;
}): Html {
  const after = [...revisions.slice(1).map(({ markdown }) => markdown), post.markdown];
  return markup`<p class="crumbs"><a href="${pathOf(thread, post.number)}">${thread.title}, #${post.number}</a></p>
    <h1>${words.history}</h1>
    <p class="quiet">${revisions.length === 0 ? words.nothingChanged : words.historyText}</p>
    ${revisions
      .map((row, index) => {
        const isBack = mayRevert && row.markdown !== post.markdown;
        const back = isBack ? backHtml(post.id, row.revision, words) : null;
        return changeHtml(row, after[index]!, back, { words, language, now });
      })
      .toReversed()}`;
}

/** Leads to the form of the post with an earlier text in it: it is read once more before it is saved. */
const backHtml = (postId: string, revision: number, words: Words): Html =>
  markup`<p><a rel="nofollow" href="${COMMUNITY}/p/${postId}/edit?version=${revision}" aria-label="${words.backToVersion}: ${revision}">${words.backToVersion}</a></p>`;

function changeHtml(
  { revision, markdown, title, byName, at }: RevisionRow,
  after: string,
  back: Html | null,
  { words, language, now }: { words: Words; language: string; now: Date },
): Html {
  return markup`<section class="diff" id="v${revision + 1}" aria-label="${revision + 1}">
    <h2>${timeHtml(at, now, language)} · ${words.changedBy(byName)}</h2>
    ${title === null ? null : markup`<p>${words.wasTitled(title)}</p>`}
    <pre dir="auto">${diffOf(markdown, after).map(({ kind, text }) =>
      kind === 'same' ? text : kind === 'new' ? markup`<ins>${text}</ins>` : markup`<del>${text}</del>`,
    )}</pre>
    ${back}
  </section>`;
}
