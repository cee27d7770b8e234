import { NEWLINE } from '../lines.ts';

/**
 * Gathers what comes in and cuts it at line ends. Of a line over `maxBytes` only so much is kept that it is still seen to be
 * too long.
 */
export class LineCutter {
  readonly #maxBytes: number;
  #parts: Uint8Array[] = [];
  /** Parts that end with a line. */
  #wholeParts = 0;
  #wholeBytes = 0;
  /** Bytes of the line that was begun. */
  #begun = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Bytes of whole lines that wait to be cut off. */
  get ready(): number {
    return this.#wholeBytes;
  }

  add(chunk: Uint8Array | string): void {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    const first = bytes.indexOf(NEWLINE);
    if (first === -1) return this.#addToLine(bytes);
    const behind = bytes.lastIndexOf(NEWLINE) + 1;
    this.#addToLine(bytes.subarray(0, first));
    this.#parts.push(bytes.subarray(first, behind));
    this.#begun += behind - first;
    this.finish();
    this.#addToLine(bytes.subarray(behind));
  }

  /** Nothing more comes: the line that was begun is whole. */
  finish(): void {
    this.#wholeBytes += this.#begun;
    this.#wholeParts = this.#parts.length;
    this.#begun = 0;
  }

  /** All whole lines so far, in memory of their own. */
  cut(): Uint8Array<ArrayBuffer> {
    const piece = Buffer.allocUnsafeSlow(this.#wholeBytes);
    let at = 0;
    for (const part of this.#parts.splice(0, this.#wholeParts)) {
      piece.set(part, at);
      at += part.length;
    }
    this.#wholeBytes = 0;
    this.#wholeParts = 0;
    return piece;
  }

  #addToLine(bytes: Uint8Array): void {
    const kept = bytes.subarray(0, this.#maxBytes + 1 - this.#begun);
    if (kept.length > 0) this.#parts.push(kept);
    this.#begun += kept.length;
  }
}
