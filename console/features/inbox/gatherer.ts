/** Collects ids that arrive in bursts and hands them over together, at most `upTo` of them. */
export class Gatherer {
  #after: number;
  #handle: (ids: string[]) => void;
  #upTo: number;
  #ids = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(after: number, handle: (ids: string[]) => void, upTo = 500) {
    this.#after = after;
    this.#handle = handle;
    this.#upTo = upTo;
  }

  add(ids: readonly string[]): void {
    for (const id of ids) if (this.#ids.size < this.#upTo) this.#ids.add(id);
    this.#timer ??= setTimeout(() => this.#flush(), this.#after);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#ids.clear();
  }

  #flush(): void {
    const ids = [...this.#ids];
    this.stop();
    this.#handle(ids);
  }
}
