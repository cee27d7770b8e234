import { createRequire } from 'node:module';
import path from 'node:path';
import { messageOf } from '#platform/errors/index.ts';
import { UnusableFolder } from './folder.ts';

/** What we use of onnxruntime-web. */
export interface Runtime {
  readonly env: { readonly wasm: { numThreads: number } };
  readonly Tensor: new (type: 'int64', data: BigInt64Array, dims: readonly number[]) => object;
  readonly InferenceSession: { create(model: Uint8Array): Promise<Session> };
}

export interface Session {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  run(feeds: Readonly<Record<string, object>>): Promise<Readonly<Record<string, Output>>>;
}

interface Output {
  readonly data: ArrayLike<number>;
  readonly dims: readonly number[];
}

const PACKAGE = 'onnxruntime-web';

/** The runtime beside the model, else the one beside Rapport. Throws `UnusableFolder` where there is none. */
export function loadRuntime(folder: string): Runtime {
  const problems: string[] = [];
  for (const place of [path.join(folder, 'package.json'), import.meta.filename]) {
    try {
      const runtime = createRequire(place)(PACKAGE) as Runtime;
      // More threads would take the processors that answer people.
      runtime.env.wasm.numThreads = 1;
      return runtime;
    } catch (error) {
      problems.push(messageOf(error));
    }
  }
  const why = problems.find((problem) => !problem.startsWith('Cannot find module'));
  throw new UnusableFolder(
    why === undefined
      ? `The runtime ${PACKAGE} is not installed. Run "npm install --ignore-scripts ${PACKAGE}" in the model's folder. Posts keep their built-in labels.`
      : `The runtime ${PACKAGE} cannot be loaded: ${why} Posts keep their built-in labels.`,
  );
}
