import type { KeyPress } from './keys.ts';

/** So long a field that was asked for may take to come; milliseconds. */
const PATIENCE = 3000;

/**
 * What somebody types between asking for a field and the moment in which it is there. Without it a quick writer's first words would
 * be taken for shortcuts: "thanks" would open the list of people at its "a".
 */
export class TypedAhead {
  #until = 0;
  #text = '';

  /** A field comes: letters belong to it from now on. `now` in milliseconds, like that of the other calls. */
  expect(now: number): void {
    this.#until = now + PATIENCE;
    this.#text = '';
  }

  /** Whether this press is for the field that comes. Escape gives up waiting; other keys without a letter keep their meaning. */
  takes(press: Pick<KeyPress, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>, now: number): boolean {
    if (now > this.#until) return false;
    if (press.key === 'Escape') this.forget();
    if (press.key === 'Backspace') this.#text = [...this.#text].slice(0, -1).join('');
    else if (isLetter(press)) this.#text += press.key;
    else return false;
    return true;
  }

  /** The field is there: what it was meant to get. */
  handOver(): string {
    const text = this.#text;
    this.forget();
    return text;
  }

  /** Nobody waits any more. */
  forget(): void {
    this.#until = 0;
    this.#text = '';
  }
}

/** Signs by AltGr come with Ctrl and Alt, so that Ctrl alone and Alt alone are what makes a command. */
function isLetter({
  key,
  ctrlKey,
  metaKey,
  altKey,
}: Pick<KeyPress, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): boolean {
  return [...key].length === 1 && !metaKey && ctrlKey === altKey;
}
