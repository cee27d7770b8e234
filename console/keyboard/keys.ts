export interface KeyPress {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/**
 * The name of a key press as shortcuts write it: `j`, `?`, `Enter`, `mod+k`, `shift+Enter`. `mod` is Ctrl, or ⌘ on a Mac.
 * On keyboards without Latin letters the place of the key counts, so that `j` works in Cyrillic or Greek too.
 */
export function nameOf(press: KeyPress): string | null {
  if (press.altKey || ['Control', 'Meta', 'Shift', 'Alt', 'AltGraph'].includes(press.key)) return null;
  const place = /^Key([A-Z])$/.exec(press.code)?.[1]?.toLowerCase();
  const isLatin = press.key.length > 1 || press.key <= '~';
  const key =
    !isLatin && place !== undefined ? place : press.key.length === 1 ? press.key.toLowerCase() : press.key;
  const isLetter = /^[a-z]$/.test(key);
  const needsShift = press.shiftKey && (isLetter || key.length > 1);
  return `${press.ctrlKey || press.metaKey ? 'mod+' : ''}${needsShift ? 'shift+' : ''}${key === ' ' ? 'Space' : key}`;
}

export interface Binding {
  /** One press (`j`, `mod+k`) or two after each other (`g i`). */
  keys: string;
  /** Works while somebody writes in a field; otherwise fields keep their keys. */
  isForWriting?: boolean;
}
export type Found<B> = { kind: 'run'; binding: B } | { kind: 'wait'; prefix: string } | { kind: 'none' };

/** Which binding a press means. `prefix` is the first press of a pair that is still open. Later bindings win. */
export function find<B extends Binding>(
  bindings: readonly B[],
  press: string,
  prefix: string | null,
  isWriting: boolean,
): Found<B> {
  const usable = bindings.filter((binding) => !isWriting || binding.isForWriting === true);
  const wanted = prefix === null ? press : `${prefix} ${press}`;
  const exact = usable.findLast((binding) => binding.keys === wanted);
  if (exact !== undefined) return { kind: 'run', binding: exact };
  if (prefix !== null) return find(bindings, press, null, isWriting);
  return usable.some((binding) => binding.keys.startsWith(`${press} `))
    ? { kind: 'wait', prefix: press }
    : { kind: 'none' };
}

/** The presses of a binding as words on key caps: `mod+k` → `['Ctrl', 'K']`, `g i` → `['G', 'I']`. */
export function keyCaps(keys: string, isMac: boolean): string[] {
  return keys.split(/[ +]/).map((part) => {
    if (part === 'mod') return isMac ? '⌘' : 'Ctrl';
    if (part === 'shift') return isMac ? '⇧' : 'Shift';
    return CAPS[part] ?? (part.length === 1 ? part.toUpperCase() : part);
  });
}

const CAPS: Readonly<Record<string, string>> = { Escape: 'Esc', ArrowDown: '↓', ArrowUp: '↑' };
