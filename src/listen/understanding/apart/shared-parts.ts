import { labelAll, type Labeller } from '../labeller.ts';
import type { TextToLabel } from '../label-text.ts';
import type { PackedLabels } from '../packed.ts';
import type { LabelThread } from './label-thread.ts';

/** Parts that the thread has in hand, so that it need not wait for the next. */
const IN_HAND = 2;

/**
 * Labels parts of a batch in a thread, from the first on. Where the thread lags behind whoever stores the parts, the last one is labelled here
 * meanwhile, in turns with everything else; so is what a thread that ended has left.
 */
export class SharedParts {
  readonly #labeller: Labeller;
  readonly #thread: LabelThread;
  readonly #texts: readonly (readonly TextToLabel[])[];
  readonly #answers: readonly PromiseWithResolvers<PackedLabels>[];
  readonly #isAnswered: boolean[];
  /** Parts from `#first` up to `#end`, not included, are in nobody's hand. */
  #first = 0;
  #end: number;
  #inHand = 0;
  #isHelping = false;

  constructor(labeller: Labeller, thread: LabelThread, texts: readonly (readonly TextToLabel[])[]) {
    this.#labeller = labeller;
    this.#thread = thread;
    this.#texts = texts;
    this.#answers = texts.map(() => Promise.withResolvers<PackedLabels>());
    this.#isAnswered = texts.map(() => false);
    this.#end = texts.length;
    // Not everybody asks for every part.
    for (const { promise } of this.#answers) promise.catch(() => undefined);
    this.#send();
  }

  /** The labels of a part; to be asked for in the order of the parts, as soon as they are of use. */
  find(part: number): Promise<PackedLabels> {
    if (part > 0 && !this.#isAnswered[part - 1]) this.#help();
    return this.#answers[part]!.promise;
  }

  #send(): void {
    while (this.#inHand < IN_HAND && this.#first < this.#end) {
      const part = this.#first++;
      const texts = this.#texts[part]!;
      this.#inHand++;
      const labels = this.#thread.label(texts).catch(() => labelAll(this.#labeller, texts));
      this.#settle(part, labels, () => {
        this.#inHand--;
        this.#send();
      });
    }
  }

  #help(): void {
    if (this.#isHelping || this.#first >= this.#end) return;
    const part = --this.#end;
    this.#isHelping = true;
    this.#settle(part, labelAll(this.#labeller, this.#texts[part]!), () => (this.#isHelping = false));
  }

  #settle(part: number, labels: Promise<PackedLabels>, onEnd: () => void): void {
    const { resolve, reject } = this.#answers[part]!;
    labels.then(resolve, reject).finally(() => {
      this.#isAnswered[part] = true;
      onEnd();
    });
  }
}
