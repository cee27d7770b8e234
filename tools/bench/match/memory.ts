/** Bytes that JavaScript holds, on its heap and outside, after everything unused was collected. */
export function heldBytes(): number {
  if (globalThis.gc === undefined) throw new Error('Start with --expose-gc, as npm run bench does.');
  for (let i = 0; i < 4; i++) globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Bytes that a value holds once it is made; what its making already held before does not count. */
export function bytesHeldBy<T>(make: () => T): { value: T; bytes: number } {
  const before = heldBytes();
  const value = make();
  return { value, bytes: heldBytes() - before };
}
