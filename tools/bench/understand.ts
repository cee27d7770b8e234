import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/**
 * node tools/bench/understand.ts [TASK …]
 * Figures of what is understood of posts, on public sets that are not part of the project (RAPPORT_TRAINING_DATA). Each task is a file of `understand/`.
 */
const folder = path.join(import.meta.dirname, 'understand');
const tasks = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -'.ts'.length));
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const options = process.argv.slice(2).filter((word) => word.startsWith('-'));

for (const task of wanted.length > 0 ? wanted : tasks) {
  const file = path.join(folder, `${task}.ts`);
  if (!existsSync(file)) {
    process.stderr.write(`There is no task "${task}". There are: ${tasks.join(', ')}.\n`);
    process.exit(2);
  }
  const child = spawn(process.execPath, [file, ...options], { stdio: 'inherit' });
  const code = await new Promise((resolve) => child.on('exit', resolve));
  if (code !== 0) process.exitCode = 1;
}
