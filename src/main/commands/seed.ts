import { parseArgs } from 'node:util';
import { loadConfig } from '#platform/config/index.ts';
import { fillDemo } from '../demo/index.ts';
import { startProcess } from '../serve.ts';

const HELP = `rapport seed

Fills an empty database with a company that looks alive: two weeks of an invented telecom, its people, and their work.
"npm start -- --demo" does the same while it serves.
`;

export async function runSeed(argv: string[]): Promise<number> {
  const { values } = parseArgs({ args: argv, options: { help: { type: 'boolean', short: 'h' } } });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const running = await startProcess(loadConfig(process.env), new Set(['listen', 'work']));
  try {
    const isFilled = await fillDemo(running.app, (text) => process.stderr.write(`${text}\n`));
    process.stdout.write(
      isFilled ? 'The company is alive.\n' : 'There are posts already; nothing was changed.\n',
    );
    return isFilled ? 0 : 1;
  } finally {
    await running.stop();
  }
}
