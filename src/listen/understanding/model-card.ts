import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { WEIGHTS_FOLDER } from './weights.ts';

/** The card of the built-in model as Markdown; empty where it does not come with the program. */
export async function modelCard(): Promise<string> {
  return readFile(path.join(WEIGHTS_FOLDER, 'MODEL-CARD.md'), 'utf8').catch(() => '');
}
