import { parseArgs } from 'node:util';
import packageJson from '../../../package.json' with { type: 'json' };

const HELP = `rapport version

Prints the version.
`;

export async function runVersion(argv: string[]): Promise<number> {
  const { values } = parseArgs({ args: argv, options: { help: { type: 'boolean', short: 'h' } } });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  process.stdout.write(`${packageJson.version}\n`);
  return 0;
}
