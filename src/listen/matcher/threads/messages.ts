import type { Learned } from '../engine/frequencies.ts';
import type { BadLine, Figures } from '../match-posts.ts';
import type { SharedTables } from './shared-tables.ts';
import type { SharedTopics } from './shared-topics.ts';

/** What a thread is given once, before any lines. */
export interface Setup {
  readonly topics: SharedTopics;
  readonly tables: SharedTables;
  readonly withSpans: boolean;
  /** Set for the one thread that goes on learning how frequent words are. */
  readonly learned: Learned | undefined;
}

export type ToThread =
  | { readonly setup: Setup }
  /** Tables planned anew, to be used from the next piece on. */
  | { readonly tables: SharedTables }
  /** Whole lines in UTF-8; the memory goes along. */
  | { readonly piece: Uint8Array };

/** What came of one piece. */
export interface Answered {
  /** Lines of JSON in UTF-8, in the order of the posts. */
  readonly answers: Uint8Array;
  /** How many lines the piece had. */
  readonly lines: number;
  /** Numbered from 1 within the piece. */
  readonly bad: readonly BadLine[];
  readonly figures: Omit<Figures, 'tableBytes'>;
}

export type FromThread =
  | { readonly answered: Answered }
  /** Words are so much more frequent than planned for that planning anew pays. */
  | { readonly drifted: Learned };
