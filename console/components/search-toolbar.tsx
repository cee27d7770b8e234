import type { ReactNode } from 'react';
import './search-toolbar.css';
import { useTypedWords } from './use-typed-words.ts';

interface SearchToolbarProps {
  label: string;
  words: string | undefined;
  /** Told when typing pauses; undefined when nothing is typed. */
  onWords(words: string | undefined): void;
  /** What else chooses from the list, and what is done with it. */
  children: ReactNode;
}

/** The line above a list in which its words are searched. */
export function SearchToolbar({ label, words, onWords, children }: SearchToolbarProps) {
  const [typed, setTyped] = useTypedWords(words, onWords);
  return (
    <div className="search-toolbar" role="search">
      <input
        type="search"
        className="input"
        value={typed}
        aria-label={label}
        placeholder={label}
        onChange={(event) => setTyped(event.target.value)}
      />
      {children}
    </div>
  );
}
