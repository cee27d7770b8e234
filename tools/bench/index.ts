/** `npm run bench [NAME …]`: runs the benchmarks named, or all, each in a process of its own. Figures go to standard output. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

const folder = import.meta.dirname;
const all = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && file !== 'index.ts' && !file.endsWith('.test.ts'))
  .map((file) => file.slice(0, -'.ts'.length));
const [first, ...rest] = process.argv.slice(2);

if (first === undefined || first.startsWith('-')) {
  for (const name of all) await run(name, process.argv.slice(2));
} else await run(first, rest);

async function run(name: string, argv: string[]): Promise<void> {
  const file = path.join(folder, `${name}.ts`);
  if (!existsSync(file)) {
    process.stderr.write(`There is no benchmark "${name}". There are: ${all.join(', ')}.\n`);
    process.exit(2);
  }
  process.stdout.write(`\n## ${name}\n\n`);
  const child = spawn(process.execPath, ['--expose-gc', file, ...argv], { stdio: 'inherit' });
  const code = await new Promise((resolve) => child.on('exit', resolve));
  if (code !== 0) process.exitCode = 1;
}
