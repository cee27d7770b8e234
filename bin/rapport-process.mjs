import path from 'node:path';
import { launch } from './launch.mjs';
import { ROOT } from './node24.mjs';

/** Runs the `rapport` program. Its data lie in the project's folder, wherever the command was called from. */
export function launchRapport(args) {
  return launch('src/main/cli.ts', args, {
    RAPPORT_DATA: process.env.RAPPORT_DATA || path.join(ROOT, 'data'),
  });
}
