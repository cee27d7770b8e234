import { type KeyboardEvent, useState } from 'react';

/** What is offered at the caret of a writing field while something is typed there: which one is active, and whether it was waved away. */
export function useOffers() {
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(0);
  const [isDismissed, setIsDismissed] = useState(false);
  return {
    caret,
    isDismissed,
    setCaret,
    dismiss: () => setIsDismissed(true),
    /** Something was typed, or the caret went elsewhere. */
    onCaret: (place: number) => {
      setCaret(place);
      setActive(0);
      setIsDismissed(false);
    },
    /** The active one among `offered`, and the keys that move, choose and wave away. */
    among: <Item>(offered: readonly Item[]) => {
      const current = Math.min(active, offered.length - 1);
      const keyDown = (event: KeyboardEvent, choose: (item: Item) => void) => {
        if (offered.length === 0 || event.ctrlKey || event.metaKey) return;
        if (event.key === 'ArrowDown') setActive((current + 1) % offered.length);
        else if (event.key === 'ArrowUp') setActive((current + offered.length - 1) % offered.length);
        else if (event.key === 'Enter' || event.key === 'Tab') choose(offered[current]!);
        else if (event.key === 'Escape') setIsDismissed(true);
        else return;
        event.preventDefault();
        event.stopPropagation();
      };
      return { current, keyDown };
    },
  };
}
