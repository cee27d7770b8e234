import { fstatSync } from 'node:fs';
import { AppError, messageOf } from '#platform/errors/index.ts';
import { commands } from './commands/index.ts';

const [name = 'help', ...argv] = process.argv.slice(2);
const command = commands.get(
  name === '--help' || name === '-h' ? 'help' : name === '--version' ? 'version' : name,
);

if (!command) {
  process.stderr.write(`rapport: there is no command "${name}". "rapport help" lists them.\n`);
  process.exit(2);
}

// Node gives an empty input for a folder, and a pipe of nothing would look like work done.
if (isFolder(0)) {
  process.stderr.write(`rapport ${name}: standard input is a folder; give it a file.\n`);
  process.exit(2);
}

try {
  const run = await command.load();
  process.exitCode = await run(argv);
} catch (error) {
  process.stderr.write(`rapport ${name}: ${messageOf(error)}\n`);
  if (!(error instanceof AppError) && error instanceof Error && process.env['LOG_LEVEL'] === 'debug')
    process.stderr.write(`${error.stack}\n`);
  const isUsage = isWrongOption(error);
  if (isUsage) process.stderr.write(`"rapport ${name} --help" tells the options.\n`);
  process.exitCode = isUsage || (error instanceof AppError && error.status < 500) ? 2 : 1;
}

function isFolder(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isDirectory();
  } catch {
    return false;
  }
}

function isWrongOption(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
