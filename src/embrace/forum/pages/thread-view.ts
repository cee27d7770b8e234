import { type Html, markup } from '#lib/html/index.ts';
import { flagPath } from '#embrace/moderation/index.ts';
import { groupPath } from '../groups/groups.ts';
import {
  COMMUNITY,
  isOpenToAll,
  isSolved,
  numbersOf,
  PAGE,
  pageOf,
  pathOf,
  type Reaction,
  REACTIONS,
} from '../domain.ts';
import type { CategoryRow } from '../talk/categories.ts';
import type { ThreadRow } from '../talk/read.ts';
import type { Words } from '../words/index.ts';
import { categoryPath, type FormKey, keyHtml, tagsHtml } from './bits.ts';
import type { PostPart, ThreadParts } from './parts.ts';

/** What the reader of a thread may do in it, and has done. */
export interface Reader {
  key: FormKey;
  mayAnswer: boolean;
  mayAccept: boolean;
  isAuthor: boolean;
  /** A moderator of the group. */
  keepsOrder: boolean;
  memberId: string;
  /** Wiki posts of others that he may change. */
  editsWiki: boolean;
  reactions: ReadonlyMap<string, ReadonlySet<Reaction>>;
  bookmarks: ReadonlySet<string>;
  /** Whose posts he does not want to read. */
  blocked: ReadonlySet<string>;
  isFollowing: boolean;
  /** How far he had read before. */
  lastRead: number;
  draft: string;
}

export interface ThreadPage {
  /** What other features put below it, and say at its head. */
  beside: Html | null;
  above: Html | null;
  thread: ThreadRow;
  category: CategoryRow;
  parts: ThreadParts;
  page: number;
  words: Words;
  reader: Reader | undefined;
  /** Why nobody, or this reader, can answer here; null where he can or could after signing in. */
  whyNot: string | null;
  related: Html | null;
  poll: Html | null;
  /** When it closes or opens by itself. */
  timers: Html | null;
  /** Where the reader may add a poll. */
  addsPoll: string | null;
}

/** A thread, readable from top to bottom: the question, what solved it, then everything in its order. */
export function threadView(page: ThreadPage): Html {
  const { thread, category, parts, words, reader } = page;
  const [first, ...others] = parts.posts;
  return markup`<p class="crumbs">
      <a href="${COMMUNITY}">${words.section}</a> ${category.group ? markup`› <a href="${groupPath(category.group.slug)}">${category.group.name}</a> ` : null}› <a href="${categoryPath(category.slug)}">${category.name}</a>
    </p>
    <h1 dir="auto">${thread.title}</h1>
    <p class="marks">${marksOf(page)}${tagsHtml(thread.tags)}</p>
    ${page.timers}
    ${page.above}
    ${reader && reader.lastRead > 0 && reader.lastRead < thread.lastNumber ? jumpTo(page) : null}
    ${first ? postHtml(page, first) : null} ${page.poll} ${alsoHave(page)} ${page.page === 1 ? summaryOf(page) : null}
    ${others.map((post) => postHtml(page, post))}
    ${pagerOf(page)} ${footOf(page)} ${page.related}`;
}

/** How many others said that they have the same problem, counted exactly. */
function alsoHave({ thread, parts, words }: ThreadPage): Html | null {
  const [first] = parts.posts;
  const count = thread.kind === 'question' && first?.number === 1 ? (first.reactions.same ?? 0) : 0;
  return count === 0 ? null : markup`<p class="quiet">✚ ${words.alsoHave(count)}</p>`;
}

function marksOf(page: ThreadPage): Html[] {
  const { thread, category, words } = page;
  const marks = [
    isSolved(thread) ? markup`<span class="badge good">✓ ${words.solved}</span> ` : null,
    markup`<span class="badge">${thread.kind === 'question' ? words.question : words.discussion}</span> `,
    thread.pinnedUntil !== null && thread.pinnedUntil > new Date()
      ? markup`<span class="badge">${words.pinned}</span> `
      : null,
    thread.closedAt === null ? null : markup`<span class="badge">${words.closed}</span> `,
    thread.hold === 'held' ? markup`<span class="badge">${words.waitsShort}</span> ` : null,
    isOpenToAll(category)
      ? null
      : markup`<span class="badge">${category.group?.isClosed ? words.groupOnly : words.membersOnly}</span> `,
  ];
  return marks.filter((one) => one !== null);
}

function jumpTo({ thread, reader, words }: ThreadPage): Html {
  return markup`<p class="note"><a href="${pathOf(thread, reader!.lastRead + 1)}">${words.firstUnread}</a></p>`;
}

/** The first accepted answer right below the question; it stands in its place, too. */
function summaryOf({ thread, parts, words }: ThreadPage): Html | null {
  const [answer, ...more] = parts.answers;
  const elsewhere = thread.solvedElsewhere;
  if (!answer)
    return elsewhere === null
      ? null
      : markup`<p class="solution elsewhere"><strong>✓ ${words.solvedElsewhere}:</strong> <a rel="nofollow ugc noopener" href="${elsewhere}">${elsewhere}</a></p>`;
  return markup`<section class="solution" aria-label="${words.acceptedAnswer}">
    <p class="solution-head">
      <strong>✓ <a href="${pathOf(thread, answer.number)}">${words.solvedBy(answer.authorName, answer.number)}</a></strong>
    </p>
    <div class="clipped">${answer.body}</div>
    <p class="quiet"><a href="${pathOf(thread, answer.number)}">${words.more}</a>${
      more.length > 0
        ? markup` · ${words.andMore(more.length)}: ${more.map((one) => markup`<a href="${pathOf(thread, one.number)}">#${one.number}</a> `)}`
        : null
    }</p>
  </section>`;
}

function postHtml(page: ThreadPage, post: PostPart): Html | null {
  const { words, reader } = page;
  if (post.isHeld && (reader === undefined || post.authorId !== reader.memberId)) return null;
  const kind = `post${post.isAccepted ? ' accepted' : ''}${post.isDeleted ? ' deleted' : ''}`;
  return markup`<article class="${kind}" id="post-${post.number}" aria-label="${words.post(post.number, post.authorName)}">
    ${post.head}${post.isAccepted && !post.isDeleted ? markup`<p class="accepted-mark">✓ ${words.acceptedAnswer}</p>` : null}
    ${post.isHeld ? markup`<p class="note waits">${words.waits}</p>` : null}${bodyOf(page, post)}${post.isDeleted ? putBack(page, post) : page.thread.hold === 'held' ? null : actsOf(page, post)}
  </article>`;
}

/** Moderators of its group put back what was taken away. */
function putBack({ words, reader }: ThreadPage, post: PostPart): Html | null {
  if (!reader?.keepsOrder || post.isHeld) return null;
  return markup`<form method="post" action="${COMMUNITY}/p/${post.id}/act">
    ${keyHtml(reader.key)}<button class="plain" name="act" value="restore" aria-label="${words.putBack}: #${post.number}">${words.putBack}</button>
  </form>`;
}

/** What somebody wrote whom the reader blocked is folded; he may open it. */
function bodyOf({ words, reader }: ThreadPage, post: PostPart): Html {
  const isFolded = post.authorId !== null && !post.isDeleted && reader?.blocked.has(post.authorId) === true;
  return isFolded
    ? markup`<div class="said"><details><summary>${words.blockedPost}</summary>${post.body}</details></div>`
    : markup`${post.body}${post.signature}`;
}

const SIGNS: Record<Reaction, string> = { like: '♥', thanks: '✿', same: '✚', insightful: '★' };

function actsOf(page: ThreadPage, post: PostPart): Html | null {
  const { words, reader } = page;
  const counted = REACTIONS.filter((kind) => (post.reactions[kind] ?? 0) > 0);
  if (!reader) {
    if (counted.length === 0) return null;
    return markup`<footer class="acts">${counted.map(
      (kind) =>
        markup`<span class="reaction"><span aria-hidden="true">${SIGNS[kind]}</span> ${words.reactions[kind]} ${post.reactions[kind]!}</span> `,
    )}</footer>`;
  }
  return markup`${mayAcceptHere(page, post) ? acceptHtml(page, post) : null}<footer class="acts">
    <form method="post" action="${COMMUNITY}/p/${post.id}/act">
      ${keyHtml(reader.key)}${REACTIONS.map((kind) => reactionHtml(page, post, kind))}
    </form>
    ${moreOf(page, post, reader)}
  </footer>`;
}

/** While nothing is accepted, who asked sees below every answer of others how to say that it helped. */
function mayAcceptHere({ thread, reader }: ThreadPage, post: PostPart): boolean {
  const isAnswer = post.number > 1 && post.authorId !== reader?.memberId;
  return reader?.mayAccept === true && isAnswer && !isSolved(thread);
}

function acceptHtml({ reader, words }: ThreadPage, post: PostPart): Html {
  return markup`<form class="accept-here" method="post" action="${COMMUNITY}/p/${post.id}/act">
    ${keyHtml(reader!.key)}<button class="plain" name="act" value="accept" aria-label="${words.accept}: #${post.number}">✓ ${words.accept}</button>
  </form>`;
}

function reactionHtml({ reader, words }: ThreadPage, post: PostPart, kind: Reaction): Html {
  const isOn = reader!.reactions.get(post.id)?.has(kind) === true;
  const count = post.reactions[kind] ?? 0;
  const name = words.reactions[kind];
  const own = post.authorId === reader!.memberId && (kind !== 'same' || post.number === 1);
  if (own) return count === 0 ? markup`` : markup`<span class="reaction">${SIGNS[kind]} ${count}</span> `;
  return markup`<button class="reaction${isOn ? ' on' : ''}" name="act" value="${isOn ? 'un' : ''}${kind}" title="${isOn ? words.take(name) : name}" aria-pressed="${isOn ? 'true' : 'false'}"
      ><span aria-hidden="true">${SIGNS[kind]}</span><span class="hidden">${name}</span>${count === 0 ? null : markup` ${count}`}</button
    > `;
}

function moreOf(page: ThreadPage, post: PostPart, reader: Reader): Html {
  const { thread, words } = page;
  const isOwn = post.authorId === reader.memberId;
  const isMarked = reader.bookmarks.has(post.id);
  const reply = `${COMMUNITY}/t/${thread.id}/reply?to=${post.number}`;
  const canAccept = reader.mayAccept && post.number > 1 && !mayAcceptHere(page, post);
  const act = (value: string, label: string) =>
    markup`<button class="link" name="act" value="${value}">${label}</button>`;
  return markup`<details class="menu">
    <summary aria-label="${words.actions(post.number)}">⋯</summary>
    <form class="menu-body" method="post" action="${COMMUNITY}/p/${post.id}/act">
      ${keyHtml(reader.key)}
      ${canAccept ? act(post.isAccepted ? 'unaccept' : 'accept', post.isAccepted ? words.unaccept : words.accept) : null}
      ${act(isMarked ? 'unbookmark' : 'bookmark', isMarked ? words.unbookmark : words.bookmark)}
      ${isOwn || (post.isWiki && reader.editsWiki) ? markup`<a href="${COMMUNITY}/p/${post.id}/edit">${words.edit}</a>` : null}
      ${reader.keepsOrder ? act(post.isWiki ? 'unwiki' : 'wiki', post.isWiki ? words.noWiki : words.makeWiki) : null}
      ${post.editedAt === null ? null : markup`<a href="${COMMUNITY}/p/${post.id}/history">${words.historyOf}</a>`}
      ${(isOwn || reader.keepsOrder) && post.number > 1 ? act('delete', words.delete) : null}
      ${isOwn || post.authorId === null ? null : markup`<a rel="nofollow" href="${flagPath('post', post.id)}">${words.flag}</a>`}
    </form>
  </details>${
    reader.mayAnswer
      ? markup`<a class="act" href="${reply}" aria-label="${words.reply}: #${post.number}">${words.reply}</a><a class="act" href="${reply}&amp;quote=1" aria-label="${words.quote}: #${post.number}">${words.quote}</a>`
      : null
  }`;
}

/** Links to the other pages; a long thread shows its ends and what is near. */
function pagerOf({ thread, page, words }: ThreadPage): Html | null {
  const last = pageOf(thread.lastNumber);
  if (last === 1) return null;
  const shown = [...new Set([1, 2, page - 1, page, page + 1, last - 1, last])]
    .filter((one) => one >= 1 && one <= last)
    .sort((a, b) => a - b);
  return markup`<nav class="pager" aria-label="${words.pages}"><ul>
    ${shown.map((one, index) => {
      const gap = index > 0 && shown[index - 1]! < one - 1 ? markup`<li aria-hidden="true">…</li>` : null;
      const link =
        one === page
          ? markup`<li><a aria-current="page" href="${pathOf(thread)}?page=${one}">${words.page(one)}</a></li>`
          : markup`<li><a href="${pathOf(thread)}${one === 1 ? '' : `?page=${one}`}" aria-label="${words.page(one)}">${one}</a></li>`;
      return markup`${gap}${link}`;
    })}
  </ul></nav>`;
}

function footOf(page: ThreadPage): Html {
  const { thread, words, reader, whyNot } = page;
  if (whyNot !== null) return markup`<p class="note">${whyNot}</p>`;
  if (!reader)
    return markup`<p class="answer-here"><a class="button" rel="nofollow" href="${COMMUNITY}/sign-in?back=${encodeURIComponent(`${COMMUNITY}/t/${thread.id}/reply`)}">${words.signInToAnswer}</a></p>`;
  return markup`<div class="row thread-acts">
      <form method="post" action="${COMMUNITY}/t/${thread.id}/act">
        ${keyHtml(reader.key)}<button class="plain" name="act" value="${reader.isFollowing ? 'unfollow' : 'follow'}">${reader.isFollowing ? words.unfollow : words.follow}</button>
      </form>
      ${page.beside}${page.addsPoll === null ? null : markup`<a href="${page.addsPoll}">${words.pollAdd}</a>`} ${reader.isAuthor || reader.keepsOrder ? markup`<a href="${COMMUNITY}/t/${thread.id}/settings">${reader.keepsOrder ? words.threadOrder : words.threadSettings}</a>` : null}
    </div>
    <form class="form wide" id="reply" method="post" action="${COMMUNITY}/t/${thread.id}/reply" enctype="multipart/form-data">
      ${keyHtml(reader.key)}<label>${words.yourAnswer}<textarea name="markdown" rows="6" data-draft="${thread.id}" dir="auto">${reader.draft}</textarea><span class="hint">${words.textHint}</span></label>
      <label>${words.file}<input type="file" name="file" /></label>
      <div class="actions">
        <button name="act" value="post">${words.publish}</button><button class="plain" name="act" value="preview">${words.preview}</button><button class="plain" name="act" value="draft">${words.keep}</button>
      </div>
    </form>`;
}

/** Structured data of a thread's page (schema.org), for search engines. */
export function dataOf({ thread, category, parts, page }: ThreadPage, publicUrl: string): object[] {
  const url = `${publicUrl}${pathOf(thread)}${page === 1 ? '' : `?page=${page}`}`;
  const person = ({ authorId, authorName, authorPath }: PostPart) => ({
    '@type': authorId === null ? 'Organization' : 'Person',
    name: authorName,
    ...(authorPath === null ? {} : { url: `${publicUrl}${authorPath}` }),
  });
  const likes = (post: PostPart) =>
    Object.values(post.reactions).reduce((sum, count) => sum + (count ?? 0), 0);
  const shown = parts.posts.filter(({ isDeleted }) => !isDeleted);
  const first = shown.find(({ number }) => number === 1);
  const said = (post: PostPart) => ({
    url: `${publicUrl}${pathOf(thread, post.number)}`,
    datePublished: post.createdAt.toISOString(),
    ...(post.editedAt === null ? {} : { dateModified: post.editedAt.toISOString() }),
    author: person(post),
    text: post.plain || thread.title,
    upvoteCount: likes(post),
  });
  const crumbs = {
    '@context': 'https://schema.org',
    '@type': 'BreadcrumbList',
    itemListElement: [category.name, thread.title].map((name, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name,
      item: index === 0 ? `${publicUrl}${categoryPath(category.slug)}` : url,
    })),
  };
  if (!first) return [crumbs];
  const others = shown.filter(({ number }) => number > 1);
  if (thread.kind === 'discussion')
    return [discussion({ thread, url, person, said, likes }, first, others), crumbs];
  const accepted = parts.answers.map((post) => ({ '@type': 'Answer', ...said(post) }));
  const suggested = others
    .filter(({ isAccepted }) => !isAccepted)
    .map((post) => ({ '@type': 'Answer', ...said(post) }));
  const question = {
    '@type': 'Question',
    name: thread.title,
    ...said(first),
    answerCount: Math.max(0, thread.posts - 1),
    ...(accepted.length > 0 ? { acceptedAnswer: accepted } : {}),
    ...(suggested.length > 0 ? { suggestedAnswer: suggested } : {}),
  };
  return [{ '@context': 'https://schema.org', '@type': 'QAPage', mainEntity: question }, crumbs];
}

function discussion(
  {
    thread,
    url,
    person,
    said,
    likes,
  }: {
    thread: ThreadRow;
    url: string;
    person: (post: PostPart) => object;
    said: (post: PostPart) => object;
    likes: (post: PostPart) => number;
  },
  first: PostPart,
  others: readonly PostPart[],
): object {
  return {
    '@context': 'https://schema.org',
    '@type': 'DiscussionForumPosting',
    headline: thread.title,
    url,
    datePublished: first.createdAt.toISOString(),
    author: person(first),
    text: first.plain || thread.title,
    interactionStatistic: [
      {
        '@type': 'InteractionCounter',
        interactionType: 'https://schema.org/LikeAction',
        userInteractionCount: likes(first),
      },
      {
        '@type': 'InteractionCounter',
        interactionType: 'https://schema.org/CommentAction',
        userInteractionCount: Math.max(0, thread.posts - 1),
      },
    ],
    comment: others.map(({ ...post }) => ({ '@type': 'Comment', ...said(post), upvoteCount: undefined })),
  };
}

/** Numbers that a page shows up to. */
export const lastShown = (thread: ThreadRow, page: number): number =>
  Math.min(thread.lastNumber, numbersOf(page).last);
export const lastPage = (thread: ThreadRow): number => Math.max(1, Math.ceil(thread.lastNumber / PAGE));
