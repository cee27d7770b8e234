/**
 * Runs commands of the program one after the other in this process, and prints for each one line of JSON, `{ code, said }`. Its first
 * argument is their arguments in JSON. Each runs src/main/cli.ts anew; only what that loads is loaded once.
 */
import { mock } from 'node:test';

class Exit extends Error {}

const print = process.stdout.write.bind(process.stdout);
let said = '';
for (const stream of [process.stdout, process.stderr])
  mock.method(stream, 'write', (chunk: string | Uint8Array) => {
    said += chunk.toString();
    return true;
  });
mock.method(process, 'exit', (code?: number) => {
  process.exitCode = code ?? 0;
  throw new Exit();
});

const commands = JSON.parse(process.argv[2] ?? '[]') as string[][];
for (const [i, words] of commands.entries()) {
  said = '';
  process.exitCode = undefined;
  process.argv.splice(2, Infinity, ...words);
  await import(`../../src/main/cli.ts?command=${i}`).catch((error: unknown) => {
    if (!(error instanceof Exit)) throw error;
  });
  print(`${JSON.stringify({ code: process.exitCode ?? 0, said })}\n`);
}
process.exitCode = 0;
