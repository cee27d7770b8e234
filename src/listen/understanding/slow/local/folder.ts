import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { messageOf } from '#platform/errors/index.ts';
import type { Opinion } from '../ask.ts';
import { meaningsOf } from './meanings.ts';

/** A folder that cannot be used as it is. The message says what was found and what to do. */
export class UnusableFolder extends Error {
  override readonly name = 'UnusableFolder';
}

/** A model that the operator has put on this machine. */
export interface ModelFolder {
  readonly folder: string;
  /** Name of the folder, with a print of its files: changes when they do. */
  readonly id: string;
  /** What each class says, by its index. */
  readonly meanings: readonly Opinion[];
}

const FILES = ['model.onnx', 'tokenizer.json', 'config.json'] as const;
const MOST_CLASSES = 100;

const configShape = z.object({ id2label: z.record(z.string().regex(/^\d{1,3}$/), z.string().max(100)) });

/** Looks at the files without reading the large ones. Throws `UnusableFolder`. */
export function readFolder(folder: string): ModelFolder {
  const print = createHash('sha256');
  for (const file of FILES) {
    const facts = statSync(path.join(folder, file), { throwIfNoEntry: false });
    if (!facts?.isFile()) refuse(folder, `It has no ${file}. A folder needs ${FILES.join(', ')}.`);
    print.update(`${file} ${facts.size} ${Math.floor(facts.mtimeMs)}\n`);
  }
  const names = classNames(folder);
  const meanings = meaningsOf(names);
  if (!meanings)
    refuse(
      folder,
      `Its config.json names the classes ${names.slice(0, 8).join(', ')}. Known are those of sentiment (negative, neutral, positive), emotion (anger, joy, optimism, sadness) and offence (offensive, non-offensive); rename them in "id2label".`,
    );
  return { folder, id: `${path.basename(folder)}@${print.digest('hex').slice(0, 8)}`, meanings };
}

/** Names of the classes in the order of their numbers. */
function classNames(folder: string): string[] {
  const config = configShape.safeParse(parsed(folder, 'config.json'));
  if (!config.success)
    refuse(
      folder,
      'Its config.json has no "id2label" with a name for each class, such as {"0": "negative"}.',
    );
  const names = Object.entries(config.data.id2label).sort(([a], [b]) => Number(a) - Number(b));
  if (names.length < 2 || names.length > MOST_CLASSES || names.some(([number], i) => Number(number) !== i))
    refuse(
      folder,
      `The "id2label" of its config.json must name the classes 0, 1, 2 … without a gap; it has ${names.length}.`,
    );
  return names.map(([, name]) => name);
}

function parsed(folder: string, file: string): unknown {
  try {
    return JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as unknown;
  } catch (error) {
    return refuse(folder, `Its ${file} cannot be read: ${messageOf(error)}`);
  }
}

function refuse(folder: string, why: string): never {
  throw new UnusableFolder(
    `The model folder “${path.basename(folder)}” cannot be used. ${why} Posts keep their built-in labels.`,
  );
}
