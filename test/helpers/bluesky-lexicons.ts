import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type LexiconDoc, Lexicons } from '@atproto/lexicon';

const FILE = path.resolve(import.meta.dirname, '../peers/node_modules/@atproto/api/dist/client/lexicons.js');
let loaded: Promise<Lexicons> | undefined;

/** The vendor's own description of its protocol, direct messages among it; takes half a second once. */
export function loadLexicons(): Promise<Lexicons> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Lexicons> {
  if (!existsSync(FILE))
    throw new Error('The servers for tests are missing: run `npm test`, which installs them.');
  const { schemas } = (await import(pathToFileURL(FILE).href)) as { schemas: LexiconDoc[] };
  return new Lexicons(schemas);
}
