import { parseArgs } from 'node:util';
import { loadConfig } from '#platform/config/index.ts';

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
  const config = loadConfig(process.env);
  // Loaded only now: help and wrong words are answered without the whole program.
  const { startProcess } = await import('../serve.ts');
  const { fillDemo } = await import('../demo/index.ts');
  const running = await startProcess(config, new Set(['listen', 'work']));
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
