import { parentPort, workerData } from 'node:worker_threads';
import { labelText } from '../../label-text.ts';
import { LabelPacker } from '../../packed.ts';
import type { FromThread, Piece, Setup } from '../label-thread.ts';

/** Stands in for the thread of labels: answers one piece as that does, and fails at the second. */
export function answerOnceThen(fail: () => never): void {
  const { company } = workerData as Setup;
  const tell = (message: FromThread) => parentPort!.postMessage(message, []);
  tell({ isReady: true });
  parentPort!.on('message', ({ number, posts }: Piece) => {
    if (number > 0) fail();
    const packer = new LabelPacker(posts.length);
    for (const post of posts) packer.add(labelText({ company, intents: undefined }, post));
    tell({ number, packed: packer.end() });
  });
}
