import { useEffect, useEffectEvent, useState } from 'react';
import { useDebounced } from './use-debounced.ts';

/** What a search field shows, and how to change it. Told when typing pauses, trimmed; undefined when empty. */
export function useTypedWords(
  known: string | undefined,
  onTell: (words: string | undefined) => void,
): [typed: string, type: (words: string) => void] {
  const [typed, setTyped] = useState(known ?? '');
  const words = useDebounced(typed.trim(), 250);
  const tell = useEffectEvent((given: string) => {
    if (given !== (known ?? '')) onTell(given || undefined);
  });
  useEffect(() => tell(words), [words]);
  return [typed, setTyped];
}
