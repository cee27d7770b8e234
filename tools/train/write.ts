import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type LinearModel, writeModel } from '#lib/model/index.ts';
import { packModel, sha256, WEIGHTS_FOLDER } from '#listen/understanding/weights.ts';
import { writeCard } from './card.ts';
import type { Figure } from './part.ts';

const CHECKSUMS = path.join(WEIGHTS_FOLDER, 'checksums.json');
const FIGURES = path.join(WEIGHTS_FOLDER, 'figures.json');

/** Writes the file of a part and its checksum; returns what to say of it. */
export function writePart(name: string, model: LinearModel): string {
  const bytes = packModel(writeModel(model));
  writeFileSync(path.join(WEIGHTS_FOLDER, `${name}.bin`), bytes);
  writeJson(CHECKSUMS, { ...readJson(CHECKSUMS), [`${name}.bin`]: sha256(bytes) });
  return `${name}.bin: ${(bytes.length / 1e6).toFixed(2)} MB, ${model.columns} columns, sha256 ${sha256(bytes).slice(0, 16)}…`;
}

/** Keeps the held-out figures of a part beside the weights; the model card is made of them. */
export function writeFigures(name: string, figures: readonly Figure[]): void {
  const rounded = figures.map((figure) => ({ ...figure, value: Number(figure.value.toFixed(4)) }));
  const all = { ...(readJson(FIGURES) as Record<string, readonly Figure[]>), [name]: rounded };
  writeJson(FIGURES, all);
  writeCard(all);
}

export function figureLine({ task, metric, value, beside }: Figure): string {
  return `${task.padEnd(44)} ${metric.padEnd(16)} ${value.toFixed(4)}${beside === undefined ? '' : `  (${beside})`}`;
}

function readJson(file: string): Record<string, unknown> {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>) : {};
}

function writeJson(file: string, value: Record<string, unknown>): void {
  const sorted = Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(sorted, null, 2)}\n`);
}
