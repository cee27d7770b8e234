import { type Html, markup } from '#lib/html/index.ts';
import type { Member } from '#people/members/index.ts';
import { COMMUNITY, isSolved, nameOf, pathOf } from '../domain.ts';
import type { CategoryRow } from '../talk/categories.ts';
import type { ThreadRow } from '../talk/read.ts';
import type { Words } from '../words/index.ts';
import { categoryPath, shownOf, tagsHtml, timeHtml } from './bits.ts';

export interface RowWords {
  words: Words;
  language: string;
  now: Date;
  categories: readonly CategoryRow[];
  members: ReadonlyMap<string, Member>;
  /** How far a member has read each. */
  reads?: ReadonlyMap<string, number>;
}

/** One thread in a list: what it is about first, then by whom and how far it is. */
export function threadRow(thread: ThreadRow, shared: RowWords, isPinned = false): Html {
  const { words, language, now, categories, members, reads } = shared;
  const category = categories.find(({ id }) => id === thread.categoryId);
  const by = shownOf(thread, members, words, 'small');
  const last = shownOf({ authorId: thread.lastAuthorId, authorName: thread.lastAuthorName }, members, words);
  const answers = Math.max(0, thread.posts - 1);
  const read = reads?.get(thread.id);
  const isNew = reads !== undefined && (read === undefined || read < thread.lastNumber);
  const link = read !== undefined && read < thread.lastNumber ? pathOf(thread, read + 1) : pathOf(thread);
  return markup`<li class="thread${isNew ? ' fresh' : ''}">
    ${by.face}
    <div class="thread-main">
      <a class="thread-title" dir="auto" href="${link}">${thread.title}</a>
      <p class="quiet">
        ${isPinned ? markup`<span class="badge">${words.pinned}</span> ` : null}${
          isSolved(thread) ? markup`<span class="badge good">✓ ${words.solved}</span> ` : null
        }${category ? markup`<a href="${categoryPath(category.slug)}">${nameOf(category)}</a> · ` : null}${words.startedBy(by.name)}${
          answers > 0 ? markup` · ${words.lastBy(last.name)}` : null
        } ${tagsHtml(thread.tags)}
      </p>
    </div>
    <p class="thread-figures">
      <span class="count${answers === 0 ? ' none' : ''}">${answers === 0 ? words.noReplies : words.replies(answers)}</span>
      <span class="quiet">${timeHtml(thread.lastActivity, now, language)}</span>
    </p>
  </li>`;
}

export function threadList(
  {
    pinned,
    rows,
    next,
  }: { pinned: readonly ThreadRow[]; rows: readonly ThreadRow[]; next: string | undefined },
  shared: RowWords,
  path: string,
): Html {
  const { words } = shared;
  if (pinned.length + rows.length === 0)
    return markup`<div class="note empty">
      <p><strong>${words.noThreads}</strong></p>
      <p>${words.noThreadsText}</p>
      <p><a class="button" href="${COMMUNITY}/new">${words.ask}</a></p>
    </div>`;
  const older =
    next === undefined
      ? null
      : markup`<p class="older"><a class="button plain" rel="next" href="${path}${path.includes('?') ? '&' : '?'}before=${next}">${words.older}</a></p>`;
  return markup`<ul class="threads">
      ${pinned.map((thread) => threadRow(thread, shared, true))}${rows.map((thread) => threadRow(thread, shared))}
    </ul>
    ${older}`;
}

/** Which list of threads is looked at. */
export function listTabs(
  words: Words,
  tabs: readonly { path: string; label: string; isCurrent: boolean; count?: number }[],
): Html {
  return markup`<nav class="tabs" aria-label="${words.lists}"><ul>
    ${tabs.map(
      ({ path, label, isCurrent, count }) =>
        markup`<li><a href="${path}"${isCurrent ? markup` aria-current="page"` : null}>${label}${count ? markup` <span class="pill">${count}</span>` : null}</a></li>`,
    )}
  </ul></nav>`;
}

export function categoryCards(words: Words, categories: readonly CategoryRow[]): Html {
  return markup`<section class="cards" aria-label="${words.categories}">
    ${categories
      .filter(({ isArchived }) => !isArchived)
      .map(
        (category) =>
          markup`<a class="card" href="${categoryPath(category.slug)}"
            ><strong>${category.name}</strong><span>${category.text}</span><span class="quiet">${words.count(category.threads)}${
              category.whoReads === 'members' ? markup` · ${words.membersOnly}` : null
            }</span></a
          >`,
      )}
  </section>`;
}

export function searchBox(words: Words, asked = ''): Html {
  return markup`<form class="search" role="search" action="${COMMUNITY}/search">
    <input type="search" name="q" value="${asked}" aria-label="${words.searchFor}" placeholder="${words.searchFor}" maxlength="300" /><button>
      ${words.search}
    </button>
  </form>`;
}
