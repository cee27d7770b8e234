// Runs in a thread of its own: reads texts and answers with packed labels, one piece after the other.
import { parentPort, workerData } from 'node:worker_threads';
import { classify, readIntentModel } from '../intents/index.ts';
import { labelText, type ModelInUse } from '../label-text.ts';
import { LabelPacker } from '../packed.ts';
import { understand } from '../understand.ts';
import type { FromThread, Piece, Setup } from './label-thread.ts';

const { company, intents } = workerData as Setup;
const model: ModelInUse = { company, intents: intents === null ? undefined : companyIntents(intents) };

// Loads the weights and tables.
understand({ text: 'The model is ready.' });
tell({ isReady: true });

parentPort!.on('message', ({ number, posts }: Piece) => {
  const packer = new LabelPacker(posts.length);
  for (const post of posts) packer.add(labelText(model, post));
  const packed = packer.end();
  tell({ number, packed }, [packed.numbers.buffer, packed.concerns.buffer]);
});

function companyIntents({ id, bytes }: NonNullable<Setup['intents']>): ModelInUse['intents'] {
  const known = readIntentModel(bytes);
  return { modelId: id, classify: (text, options) => classify(known, text, options) };
}

function tell(message: FromThread, taken: ArrayBuffer[] = []): void {
  parentPort!.postMessage(message, taken);
}
