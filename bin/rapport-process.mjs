import path from 'node:path';
import { launch } from './launch.mjs';
import { ROOT } from './node24.mjs';

/** Node gives the youngest objects more room the more memory a machine has, up to 96 MB that an idle program never gives back. */
const FLAGS = ['--max-semi-space-size=16'];
/** On a big machine Node lets old objects take four times what is needed before it collects. NODE_OPTIONS may say more. */
const SERVER_HEAP = '--max-old-space-size=1024';

/** Runs the `rapport` program. Its data lie in the project's folder, wherever the command was called from. */
export function launchRapport(args) {
  const env = { RAPPORT_DATA: process.env.RAPPORT_DATA || path.join(ROOT, 'data') };
  const mayBound = args[0] === 'serve' && !process.env.NODE_OPTIONS?.includes('--max-old-space-size');
  return launch('src/main/cli.ts', args, env, mayBound ? [...FLAGS, SERVER_HEAP] : FLAGS);
}
