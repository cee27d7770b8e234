/** A script for a thread that stands in for the real one: `answers` is the body of a function of each message's parts. */
export function scriptOf(body: string): URL {
  const source = `
    import fs from 'node:fs';
    import { parentPort } from 'node:worker_threads';
    let pieces = 0;
    let tables = 0;
    const say = (text) => parentPort.postMessage({ answered: {
      answers: new TextEncoder().encode(text + '\\n'), lines: 1, bad: [],
      figures: { posts: 1, matches: 0, candidates: 0, programs: 0, seconds: 0 } } });
    parentPort.on('message', ({ setup, tables: renewed, piece }) => {
      if (setup) return;
      if (renewed) { tables++; return; }
      pieces++;
      ${body}
    });`;
  return new URL(`data:text/javascript,${encodeURIComponent(source)}`);
}
