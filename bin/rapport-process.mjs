import path from 'node:path';
import { launch } from './launch.mjs';
import { ROOT } from './node24.mjs';

/** Node gives the youngest objects more room the more memory a machine has, up to 96 MB that an idle program never gives back. */
const FLAGS = ['--max-semi-space-size=16'];

/** Runs the `rapport` program. Its data lie in the project's folder, wherever the command was called from. */
export function launchRapport(args) {
  const env = { RAPPORT_DATA: process.env.RAPPORT_DATA || path.join(ROOT, 'data') };
  return launch('src/main/cli.ts', args, env, FLAGS);
}
