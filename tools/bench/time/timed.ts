/** Does something, and tells how many milliseconds it took on the clock. */
export function timed<T>(name: string, work: () => T): T {
  const start = performance.now();
  const value = work();
  console.log(`${name}: ${(performance.now() - start).toFixed(0)} ms`);
  return value;
}
