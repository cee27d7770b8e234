// Runs the test files that it is given, in that order, so many at once. Words: how many, the limit of a file in ms, files.
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

const [concurrency, limit, ...files] = process.argv.slice(2);
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => stop.abort());
const tests = run({
  files,
  concurrency: Number(concurrency),
  timeout: Number(limit),
  signal: stop.signal,
});
tests.on('test:fail', ({ todo }) => {
  if (todo === undefined || todo === false) process.exitCode = 1;
});
tests.compose(spec).pipe(process.stdout);
