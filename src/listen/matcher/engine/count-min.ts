/**
 * How often hashes were seen, in two rows of a fixed size; the lower count is believed, and only the lower one is raised (count-min with
 * conservative update, Estan and Varghese 2002). Hashes that share both entries are thought more frequent than they are.
 */
export class CountMin {
  /** Two rows behind each other. */
  readonly counts: Uint16Array;

  constructor(counts: Uint16Array = new Uint16Array(2 * SIZE)) {
    this.counts = counts;
  }

  add(hash: number): void {
    const { counts } = this;
    const [one, two] = [hash & (SIZE - 1), SIZE + (hash >>> (32 - BITS))];
    const count = Math.min(counts[one]!, counts[two]!);
    if (count === MOST) return;
    if (counts[one] === count) counts[one] = count + 1;
    if (counts[two] === count) counts[two] = count + 1;
  }

  of(hash: number): number {
    return Math.min(this.counts[hash & (SIZE - 1)]!, this.counts[SIZE + (hash >>> (32 - BITS))]!);
  }

  /** Lets what was counted so far count half. */
  halve(): void {
    for (let i = 0; i < this.counts.length; i++) this.counts[i]! >>>= 1;
  }
}

const BITS = 17;
const SIZE = 2 ** BITS;
const MOST = 2 ** 16 - 1;
