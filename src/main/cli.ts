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

try {
  const run = await command.load();
  process.exitCode = await run(argv);
} catch (error) {
  process.stderr.write(`rapport ${name}: ${messageOf(error)}\n`);
  if (!(error instanceof AppError) && error instanceof Error && process.env['LOG_LEVEL'] === 'debug')
    process.stderr.write(`${error.stack}\n`);
  process.exitCode = error instanceof AppError && error.status < 500 ? 2 : 1;
}
