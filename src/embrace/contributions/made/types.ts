import type { SourceKind } from './domain.ts';

/** A question and what answered it, as it was said. */
export interface Source {
  kind: SourceKind;
  /** The same whichever way one came to it. */
  id: string;
  conversationId: string | null;
  /** What it was called; null where nobody gave it a name. */
  called: string | null;
  question: string;
  answers: readonly string[];
  /** Who took part, so that no name is left by mistake. */
  names: readonly string[];
  language: string | null;
  /** Not everybody could read it. */
  isPrivate: boolean;
  network: string | null;
  /** Where everybody can read the question. */
  url: string | null;
  /** Members whose answers these are, with the posts. */
  credits: readonly { memberId: string; postId: string }[];
  /** The colleague whose answer it is; empty for members' answers. */
  answeredBy: string;
}
