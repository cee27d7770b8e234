/** A list of 32-bit numbers that grows: no garbage, and a copy of it is quick however long it is. */
export class IntList {
  length = 0;
  #ints = new Int32Array(1024);

  push(value: number): number {
    if (this.length === this.#ints.length) this.#grow();
    this.#ints[this.length++] = value;
    return this.length;
  }

  at(index: number): number {
    return this.#ints[index]!;
  }

  set(index: number, value: number): void {
    this.#ints[index] = value;
  }

  toArray(): Int32Array<ArrayBuffer> {
    return this.#ints.slice(0, this.length);
  }

  #grow(): void {
    const grown = new Int32Array(this.#ints.length * 2);
    grown.set(this.#ints);
    this.#ints = grown;
  }
}
