import { setImmediate as nextTurn } from 'node:timers/promises';
import { newId } from '#platform/ids/index.ts';
import { idTime, type PostDraft, searchTerms, spanTerm } from './domain.ts';

/** A draft before the account of its author is known. */
export type UnsignedDraft = Omit<PostDraft, 'accountId'>;

/** Drafts with everything that can be worked out before the database is asked. */
export interface PackedPosts {
  drafts: readonly UnsignedDraft[];
  ids: readonly string[];
  terms: readonly (readonly string[])[];
  receivedAt: Date;
  /** Later states among them: at least one is probably stored already. */
  mayBeKnown: boolean;
}

/** Fewer are not worth a trial: it would fail for nearly every feed, whose items come again with each look. */
export const FEWEST_COPIED = 64;

/** Drafts worked on in one go: half a millisecond, after which the socket to the database gets its turn. */
const SLICE = 25;

/** Works out ids and search terms, in many short steps. Each identity may occur once. */
export async function packPosts(
  drafts: readonly UnsignedDraft[],
  receivedAt: Date,
  mayBeKnown = false,
): Promise<PackedPosts> {
  const ids: string[] = [];
  const terms: string[][] = [];
  for (const draft of drafts) {
    ids.push(newId('post', idTime(draft.createdAt, receivedAt)));
    terms.push([...searchTerms(draft), spanTerm(ids.at(-1)!)]);
    if (ids.length % SLICE === 0) await nextTurn();
  }
  return { drafts, ids, terms, receivedAt, mayBeKnown };
}
