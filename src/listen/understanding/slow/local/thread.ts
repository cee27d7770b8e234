// Runs in a thread of its own: loads the model of a folder and answers one text after the other.
import { parentPort, workerData } from 'node:worker_threads';
import { messageOf } from '#platform/errors/index.ts';
import { Classifier } from './classifier.ts';
import type { Asked, Setup, Told } from './local-model.ts';

const { folder, classes } = workerData as Setup;

try {
  const classifier = await Classifier.load(folder, classes);
  tell({ kind: 'ready' });
  parentPort!.on('message', ({ number, text }: Asked) => {
    classifier.classify(text).then(
      ({ best, tokens }) => tell({ kind: 'answer', number, best, tokens }),
      (error: unknown) => tell({ kind: 'failure', number, problem: messageOf(error) }),
    );
  });
} catch (error) {
  tell({ kind: 'unusable', problem: messageOf(error) });
}

function tell(message: Told): void {
  parentPort!.postMessage(message, []);
}
