import { useRef } from 'react';
import { flushSync } from 'react-dom';
import { insertAt } from './writing.ts';

/** Puts examples into the query where the cursor is, or was, and leaves the cursor behind them. */
export function useInsert(query: string, onChange: (query: string) => void) {
  const field = useRef<HTMLTextAreaElement>(null);
  const insert = (example: string) => {
    const { selectionStart: start = query.length, selectionEnd: end = start } = field.current ?? {};
    const made = insertAt({ text: query, start, end }, example);
    // The cursor can only be set once the field holds the new text.
    flushSync(() => onChange(made.text));
    field.current?.focus();
    field.current?.setSelectionRange(made.start, made.end);
  };
  return { field, insert };
}
