import type { Shelf } from '../../components/shelf.ts';

export type DraftState = 'none' | 'saving' | 'saved' | 'kept';

export interface Draft {
  text: string;
  /** `kept`: the server has not taken it yet, this device has it. */
  state: DraftState;
}

interface Wiring {
  /** Name on the shelf; own for each person and conversation. */
  key: string;
  shelf: Shelf;
  /** Text that the server has. */
  saved: string;
  /** Gives it to the server. `isLast`: the page is going away. */
  put(text: string, isLast: boolean): Promise<unknown>;
  saveAfter?: number;
  retryAfter?: number;
}

/**
 * What somebody has begun to write. Every key press is put on this device's shelf at once and given to the server a moment later; what the
 * server did not take is tried again, also by the next page that opens it. Nothing is lost by a crash of either side.
 */
export class DraftSaver {
  #wiring: Wiring;
  #draft: Draft;
  /** Not yet taken by the server. */
  #unsaved: string | null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #listeners = new Set<() => void>();

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
    const left = wiring.shelf.getItem(wiring.key);
    this.#unsaved = left;
    this.#draft =
      left === null
        ? { text: wiring.saved, state: wiring.saved === '' ? 'none' : 'saved' }
        : { text: left, state: 'kept' };
  }

  // Bound, because React hands these two around without their object.
  read = (): Draft => this.#draft;
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  write(text: string): void {
    this.#wiring.shelf.setItem(this.#wiring.key, text);
    this.#unsaved = text;
    this.#show({ text, state: 'saving' });
    this.#later(this.#wiring.saveAfter ?? 700);
  }

  /** Shows what the server was given by somebody else; nothing while words of this page are not there yet. */
  adopt(text: string): void {
    if (this.#unsaved === null && this.#draft.state !== 'saving')
      this.#show({ text, state: text === '' ? 'none' : 'saved' });
  }

  /** Gives the server what it does not have yet, now. */
  async save(isLast = false): Promise<void> {
    clearTimeout(this.#timer);
    const text = this.#unsaved;
    if (text === null) return;
    this.#unsaved = null;
    try {
      await this.#wiring.put(text, isLast);
      if (this.#wiring.shelf.getItem(this.#wiring.key) === text)
        this.#wiring.shelf.removeItem(this.#wiring.key);
      if (this.#unsaved === null)
        this.#show({ text: this.#draft.text, state: text === '' ? 'none' : 'saved' });
    } catch {
      // Newer words may wait already; they take the place of these.
      this.#unsaved ??= text;
      this.#show({ text: this.#draft.text, state: 'kept' });
      if (!isLast) this.#later(this.#wiring.retryAfter ?? 10_000);
    }
  }

  #later(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.save(), milliseconds);
  }

  #show(draft: Draft): void {
    this.#draft = draft;
    for (const listener of this.#listeners) listener();
  }
}
