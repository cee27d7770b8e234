import { Fragment } from 'react';
import { marked } from '#lib/typos/index.ts';

/** A text with the words that were looked for marked in it. */
export function MarkedText({ text, words }: { text: string; words: readonly string[] }) {
  let end = 0;
  return marked(text, words).map((piece) => {
    const at = end;
    end += piece.text.length;
    return piece.isFound ? <mark key={at}>{piece.text}</mark> : <Fragment key={at}>{piece.text}</Fragment>;
  });
}
