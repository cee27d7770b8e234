import { type Html, markup } from '#lib/html/index.ts';
import { excerptOf, wordsOfHtml } from '#lib/markdown/index.ts';
import { COMMUNITY, type Member } from '#people/members/index.ts';
import { flagPath } from '#embrace/moderation/index.ts';
import { type FormKey, keyHtml, nameHtml, timeHtml } from '#embrace/forum/index.ts';
import { dayIn } from '#ui/site/index.ts';
import type { EntryRow } from '../changelog/entries.ts';
import { entryPath, IDEAS, isEnded, pathOf } from '../domain.ts';
import type { CommentRow } from '../idea/comments.ts';
import { publicName } from '../idea/present.ts';
import type { IdeaRow, StatusRow } from '../idea/store.ts';
import type { VoteRow } from '../idea/votes-store.ts';
import type { Words } from '../words/index.ts';
import { all, authorHtml, authorOf, saidHtml, statusBadge, voteBox } from './bits.ts';

export interface IdeaPage {
  idea: IdeaRow;
  boardName: string;
  history: readonly StatusRow[];
  comments: readonly CommentRow[];
  /** Members' own words on why it matters. */
  reasons: readonly VoteRow[];
  merged: readonly IdeaRow[];
  entries: readonly EntryRow[];
  members: ReadonlyMap<string, Member>;
  words: Words;
  language: string;
  now: Date;
  /** Of whoever is signed in. */
  reader:
    | {
        memberId: string;
        key: FormKey | undefined;
        hasVoted: boolean;
        hasThanked: boolean;
        isWatching: boolean;
        reason: string;
        isReasonHidden: boolean;
      }
    | undefined;
}

export function ideaView(page: IdeaPage): Html {
  const { idea, words, reader, language, now, members } = page;
  const isSilenced = reader !== undefined && reader.key === undefined;
  const box = voteBox({ idea, words, key: reader?.key, hasVoted: reader?.hasVoted ?? false, isSilenced });
  return markup`<p class="crumbs"><a href="${IDEAS}">${words.title}</a> › ${page.boardName}</p>
    <div class="idea-page">
      ${box}
      <article>
        <h1 dir="auto">${idea.title}</h1>
        <p class="marks-line">${statusBadge(idea.status, words)}${
          idea.quarter !== null && !isEnded(idea.status)
            ? markup`<span>${words.planned(words.quarter(idea.quarter))}</span>`
            : null
        }<span>${authorHtml(idea, members, words)}</span>${timeHtml(idea.createdAt, now, language)}${idea.thanks > 0 ? markup`<span>♥ ${words.thanks(idea.thanks)}</span>` : null}${flagLink(page, { kind: 'idea', id: idea.id, authorId: idea.deletedAt === null ? idea.authorId : null, of: idea.title })}</p>
        ${idea.isHeld ? markup`<p class="note warning">${words.waits}</p>` : null} ${idea.html === '' ? null : saidHtml(idea.html)}
        ${decision(page)} ${ownForms(page)} ${reasonsOf(page)} ${discussion(page)} ${aside(page)}
      </article>
    </div>`;
}

/** What holds now, with its reason; what was decided before is folded. */
function decision({ history, words, language }: IdeaPage): Html | null {
  const [now, ...before] = history;
  if (!now || (now.status === 'open' && before.length === 0)) return null;
  const line = (row: StatusRow) =>
    markup`<p>${statusBadge(row.status, words)} <span class="quiet">${words.since} <time datetime="${row.at.toISOString()}">${dayIn(row.at, language)}</time>${
      row.quarter === null ? null : markup` · ${words.planned(words.quarter(row.quarter))}`
    }</span></p>
      <p dir="auto">${row.reason === '' ? null : row.reason}</p>`;
  return markup`<section class="decision" aria-label="${words.status}">
    ${line(now)}${before.length === 0 ? null : markup`<details><summary>${words.history}</summary><ol class="voices">${before.map((row) => markup`<li>${line(row)}</li>`)}</ol></details>`}
  </section>`;
}

/** What somebody who is signed in can say of it. */
function ownForms({ idea, reader, words }: IdeaPage): Html | null {
  if (!reader) return null;
  const { key } = reader;
  if (!key) return markup`<p class="note">${words.silenced}</p>`;
  const why = isEnded(idea.status)
    ? null
    : markup`<form class="form wide" method="post" action="${IDEAS}/${idea.id}/vote">
        ${keyHtml(key)}<label>${words.why}<textarea name="reason" rows="2" maxlength="500" dir="auto">${`\n${reader.reason}`}</textarea><span class="hint">${reader.isReasonHidden && reader.reason !== '' ? words.whyHidden : words.whyHint}</span></label>
        <div class="actions"><button class="${reader.hasVoted ? 'plain' : ''}" name="act" value="vote">${reader.hasVoted ? words.saveWhy : words.vote}</button></div>
      </form>`;
  const isOwn = idea.authorId === reader.memberId;
  return markup`${why}
    <form class="actions" method="post" action="${IDEAS}/${idea.id}/act">
      ${keyHtml(key)}<button class="plain" name="act" value="${reader.isWatching ? 'unfollow' : 'follow'}">${reader.isWatching ? words.unfollow : words.follow}</button>${
        isOwn
          ? null
          : markup`<button class="plain" name="act" value="${reader.hasThanked ? 'unthank' : 'thank'}">♥ ${reader.hasThanked ? words.unthank : words.thank}</button>`
      }${isOwn && idea.status === 'open' ? markup`<a class="button plain" href="${IDEAS}/${idea.id}/edit">${words.edit}</a>` : null}
    </form>`;
}

/** Where others say what is wrong with it; nobody flags his own words, nor the company's. */
function flagLink(
  { reader, words }: IdeaPage,
  { kind, id, authorId, of }: { kind: string; id: string; authorId: string | null; of: string },
): Html | null {
  if (authorId === null || authorId === reader?.memberId) return null;
  return markup` <a class="quiet" rel="nofollow" href="${flagPath(kind, id)}" aria-label="${words.flagOf(of)}">${words.flag}</a>`;
}

function reasonsOf(page: IdeaPage): Html | null {
  const { reasons, members, words, language, now } = page;
  if (reasons.length === 0) return null;
  return markup`<section aria-label="${words.reasons}">
    <h2>${words.reasons}</h2>
    <ul class="voices">
      ${reasons.map((vote) => {
        const who = authorOf({ authorId: vote.memberId, authorName: '' }, members, words);
        const flag = flagLink(page, { kind: 'reason', id: vote.id, authorId: vote.memberId, of: who.name });
        return markup`<li id="${vote.id}">${nameHtml(who, words)} <span class="quiet">${timeHtml(vote.at, now, language)}</span>${flag}<p dir="auto">${vote.reason}</p></li>`;
      })}
    </ul>
  </section>`;
}

function discussion(page: IdeaPage): Html {
  const { idea, comments, members, words, reader, language, now } = page;
  const rows = comments.map((row) => {
    const isOwn = reader !== undefined && row.authorId === reader.memberId;
    if (row.deletedAt !== null && !(row.isHeld && isOwn))
      return row.isHeld
        ? null
        : markup`<li id="${row.id}"><p class="gone quiet">${words.commentGone(row.deletedReason ?? '')}</p></li>`;
    const who = authorOf(row, members, words);
    const remove =
      isOwn && reader.key && row.deletedAt === null
        ? markup` <form method="post" action="${IDEAS}/${idea.id}/comment">${keyHtml(reader.key)}<input type="hidden" name="comment" value="${row.id}" /><button class="link" name="act" value="delete">${words.delete}</button></form>`
        : row.deletedAt === null
          ? flagLink(page, { kind: 'comment', id: row.id, authorId: row.authorId, of: who.name })
          : null;
    return markup`<li id="${row.id}">${nameHtml(who, words)} <span class="quiet">${timeHtml(row.createdAt, now, language)}</span>${remove}
      ${row.isHeld ? markup`<p class="quiet">${words.waits}</p>` : null}${saidHtml(row.html)}</li>`;
  });
  const form = reader?.key
    ? markup`<form class="form wide" method="post" action="${IDEAS}/${idea.id}/comment">
        ${keyHtml(reader.key)}<label>${words.addComment}<textarea name="markdown" rows="4" dir="auto" required></textarea></label>
        <div class="actions"><button name="act" value="post">${words.comment}</button></div>
      </form>`
    : reader
      ? null
      : markup`<p><a class="button plain" rel="nofollow" href="${COMMUNITY}/sign-in?back=${encodeURIComponent(pathOf(idea))}">${words.signInToComment}</a></p>`;
  return markup`<section aria-label="${words.discussion}">
    <h2>${words.discussion}</h2>
    ${comments.length === 0 ? markup`<p class="quiet">${words.noComments}</p>` : markup`<ol class="voices">${rows}</ol>`} ${form}
  </section>`;
}

function aside({ merged, entries, words }: IdeaPage): Html {
  const shown = entries.filter(({ isPublished }) => isPublished);
  return markup`${
    shown.length === 0
      ? null
      : markup`<section aria-label="${words.entries}"><h2>${words.entries}</h2><ul class="list">${shown.map((entry) => markup`<li><a href="${entryPath(entry)}">${entry.title}</a></li>`)}</ul></section>`
  }${
    merged.length === 0
      ? null
      : markup`<section aria-label="${words.merged}"><h2>${words.merged}</h2><ul class="list">${merged.map((one) => markup`<li dir="auto">${one.title}</li>`)}</ul></section>`
  }`;
}

/** What search engines read (schema.org). */
export function dataOf({ idea, comments, members, words }: IdeaPage, publicUrl: string): object[] {
  const name =
    idea.originPostId === null ? authorOf(idea, members, words).name : (publicName(idea) ?? words.aCustomer);
  const count = (type: string, userInteractionCount: number) => ({
    '@type': 'InteractionCounter',
    interactionType: `https://schema.org/${type}`,
    userInteractionCount,
  });
  return [
    {
      '@context': 'https://schema.org',
      '@type': 'DiscussionForumPosting',
      headline: idea.title,
      text: excerptOf(wordsOfHtml(idea.html), 500) || idea.title,
      url: `${publicUrl}${pathOf(idea)}`,
      datePublished: idea.createdAt.toISOString(),
      author: { '@type': 'Person', name },
      creativeWorkStatus: words.statuses[idea.status],
      interactionStatistic: [count('LikeAction', all(idea)), count('CommentAction', idea.comments)],
      comment: comments
        .filter(({ deletedAt }) => deletedAt === null)
        .slice(0, 50)
        .map((row) => ({
          '@type': 'Comment',
          text: excerptOf(wordsOfHtml(row.html), 500),
          datePublished: row.createdAt.toISOString(),
          author: {
            '@type': row.authorId === null ? 'Organization' : 'Person',
            name: authorOf(row, members, words).name,
          },
        })),
    },
  ];
}
