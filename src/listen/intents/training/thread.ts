// Runs in a thread of its own: training takes the processor for seconds.
import { parentPort, workerData } from 'node:worker_threads';
import {
  evaluateIntents,
  type IntentExample,
  trainIntents,
  writeIntentModel,
} from '#listen/understanding/index.ts';
import type { FromTraining } from './run.ts';

const { examples } = workerData as { examples: readonly IntentExample[] };
const tell = (message: FromTraining) => parentPort!.postMessage(message, []);

/** Cross-validation trains several models; the one that is kept is one more. */
const CHECKING = 0.8;

const figures = evaluateIntents(examples, { progress: (share) => tell({ progress: share * CHECKING }) });
const { model } = trainIntents(examples, {
  progress: (share) => tell({ progress: CHECKING + share * (1 - CHECKING) }),
});
tell({ done: { figures, bytes: writeIntentModel(model) } });
