/** Failures of single ones among many: one that fails keeps no other one waiting. */
export class Failures {
  readonly #all: unknown[] = [];

  /** What the work brings; undefined where it failed, which is kept. */
  async keep<T>(work: Promise<T>): Promise<T | undefined> {
    try {
      return await work;
    } catch (error) {
      this.#all.push(error);
      return undefined;
    }
  }

  /** At the end: throws the first failure, so that whoever began it (a job) knows and comes again. */
  throwFirst(): void {
    if (this.#all.length > 0) throw this.#all[0];
  }
}
