import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { QUERY_DIALECTS } from '#lib/query/index.ts';
import type { CommandIo } from '#listen/intake/index.ts';
import { convertQuery } from './convert.ts';

/**
 * `rapport topics convert`: the query in our language on standard output, what of it is gone or changed on standard error.
 * Resolves with 0, with 1 where the result is no topic yet, and with 2 where the arguments are wrong.
 */
export async function convertFile(
  file: string | undefined,
  dialect: string | undefined,
  io: Pick<CommandIo, 'stdin' | 'stdout' | 'stderr'>,
): Promise<number> {
  const known = QUERY_DIALECTS.find((name) => name === dialect);
  if (known === undefined || file === undefined) {
    const choices = QUERY_DIALECTS.join(', ');
    io.stderr.write(`rapport topics: ${known ? 'say which file' : `--dialect is one of ${choices}`}.\n`);
    return 2;
  }
  const source = file === '-' ? await text(io.stdin) : await readFile(file, 'utf8');
  const { query, problems, leftOut } = convertQuery(known, source.trim());
  for (const { part, reason, instead } of leftOut)
    io.stderr.write(`${part}: ${reason}${instead === null ? '' : ` (${instead})`}\n`);
  for (const { message, fix } of problems) io.stderr.write(`${message} ${fix ?? ''}`.trimEnd() + '\n');
  if (query !== null) io.stdout.write(`${query}\n`);
  return query === null || problems.length > 0 ? 1 : 0;
}
