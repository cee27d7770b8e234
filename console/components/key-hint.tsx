import { keyCaps } from '../keyboard/keys.ts';
import { isMac } from '../keyboard/shortcuts.ts';

/** A key or a pair of keys as caps. Hidden from screen readers, which hear `aria-keyshortcuts` or the help. */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <span className="key-hint" aria-hidden>
      {keyCaps(keys, isMac).map((cap) => (
        <kbd className="key-cap" key={cap}>
          {cap}
        </kbd>
      ))}
    </span>
  );
}
