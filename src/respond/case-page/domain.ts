import type { CaseDetail } from '#respond/cases/index.ts';
import { type Words, WORDS } from './words.ts';

/** What a customer may do on the page of his case. */
export const PAGE_ACTS = ['wrote', 'reopened', 'rated', 'no-call'] as const;
export type PageAct = (typeof PAGE_ACTS)[number];

/** What is chosen to be shown. */
export interface PageChoice {
  conversationIds: readonly string[];
  showsFields: boolean;
  showsPromises: boolean;
  nextStep: string | null;
}

export interface ShownLine {
  at: string;
  isOwn: boolean;
  /** The company's name stands for whoever of it wrote. */
  text: string;
}

/** All that the page says of the case. Nothing else of it goes there. */
export interface ShownCase {
  number: number;
  status: CaseDetail['status'];
  openedAt: string;
  solvedAt: string | null;
  lines: ShownLine[];
  fields: { label: string; value: string }[];
  nextStep: string;
}

/**
 * What the customer sees: his own words and our answers in the conversations that were chosen, fields that the company shows, and where it
 * stands. Never notes, names of colleagues, other people's posts, labels, links, history, or a title that a colleague wrote.
 */
export function shownCase(detail: CaseDetail, choice: PageChoice, words: Words = WORDS.en): ShownCase {
  const chosen = new Set(choice.conversationIds);
  const threads = detail.threadsOf.filter((thread) => chosen.has(thread.row.id));
  const lines = threads.flatMap(({ row, posts }) =>
    posts
      .filter((post) => post.deletedAt === null && (post.isOwn || post.author.id === row.author.id))
      .map((post): [string, ShownLine] => [
        post.id,
        { at: post.createdAt, isOwn: post.isOwn, text: [post.title, post.text].filter(Boolean).join('\n') },
      ]),
  );
  const sorted = [...new Map(lines).values()].sort((a, b) => (a.at < b.at ? -1 : 1));
  const first = sorted[0]?.at ?? detail.createdAt;
  return {
    number: detail.number,
    status: detail.status,
    // For the customer it began with the first word, whenever we made a case of it.
    openedAt: first < detail.createdAt ? first : detail.createdAt,
    solvedAt: detail.solvedAt,
    lines: sorted,
    fields: choice.showsFields
      ? detail.fields.flatMap((field) => {
          const value = detail.values[field.key];
          if (!field.isShown || value === undefined) return [];
          return [
            {
              label: field.label,
              value: typeof value === 'boolean' ? (value ? words.yes : words.no) : String(value),
            },
          ];
        })
      : [],
    nextStep: choice.nextStep ?? words.next[detail.status],
  };
}

/** The languages of what the customer said in the chosen conversations, the newest first. */
export function spokenIn(detail: CaseDetail, choice: Pick<PageChoice, 'conversationIds'>): string[] {
  return detail.threadsOf
    .filter(({ row }) => choice.conversationIds.includes(row.id))
    .flatMap(({ row, posts }) => posts.filter((post) => post.author.id === row.author.id))
    .toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
    .flatMap((post) => post.langs.slice(0, 1));
}

/** A rating from 1 to 5, or undefined. */
export function readRating(given: string): number | undefined {
  return /^[1-5]$/.test(given.trim()) ? Number(given.trim()) : undefined;
}

/** What differs between two choices, in the words of the history; a text is told with it, as the customer may have read the earlier one. */
export function changesOf(before: PageChoice, after: PageChoice): string[] {
  const has = new Set(before.conversationIds);
  const stays = after.conversationIds.filter((id) => has.has(id)).length;
  const added = after.conversationIds.length - stays;
  const removed = has.size - stays;
  return [
    ...(added > 0 ? [`shows ${conversations(added)} more`] : []),
    ...(removed > 0 ? [`hides ${conversations(removed)}`] : []),
    ...(before.showsFields === after.showsFields ? [] : [`${shows(after.showsFields)} fields`]),
    ...(before.showsPromises === after.showsPromises ? [] : [`${shows(after.showsPromises)} promises`]),
    ...(before.nextStep === after.nextStep
      ? []
      : [
          after.nextStep === null
            ? 'what happens next is said by status'
            : `what happens next: “${after.nextStep}”`,
        ]),
  ];
}

function conversations(count: number): string {
  return count === 1 ? '1 conversation' : `${count} conversations`;
}

function shows(isShown: boolean): string {
  return isShown ? 'shows' : 'hides';
}
