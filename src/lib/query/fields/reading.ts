import type { QueryDocument } from '../query-document.ts';

/** What a field makes of a written value: its canonical form, or what was expected instead. */
export type FieldReading =
  | { readonly value: string }
  | { readonly expected: string; readonly instead?: string };

/**
 * When a post's value is known: as it arrives; once the post was understood, and after a correction anew; or only later,
 * changing again and again.
 */
export type Knowing = 'arrival' | 'understanding' | 'later';

export interface Field {
  /** Whether the field alone picks few enough posts to be a topic. */
  readonly isNarrow: boolean;
  readonly known: Knowing;
  read(written: string): FieldReading;
  /** Compares a canonical value with the document itself; without it the document's facts are looked up. */
  readonly holds?: (value: string, document: QueryDocument) => boolean;
}
