import os from 'node:os';
import type { App } from '#platform/app/index.ts';
import { companyIntentsPort } from '../company-intents.ts';
import { writeIntentModel } from '../intents/index.ts';
import type { Labeller } from '../labeller.ts';
import { LabelThread, type Setup, type ThreadOptions } from './label-thread.ts';

/** Posts from which on a thread is worth it: fewer are labelled sooner than they are sent. */
export const FEWEST_APART = 100;
/** Milliseconds after a thread that failed before another one is tried with the same model. */
const REST_MS = 60_000;

interface Held {
  labeller: Labeller;
  thread: LabelThread | undefined;
  restsUntil: number;
}

const held = new WeakMap<App, Held>();
const stopped = new WeakSet<App>();

/**
 * The thread that labels for this process, with the model of `labeller`; undefined where there is only one processor, or it is not ready yet:
 * the first call starts it, and nobody waits for that.
 */
export function threadFor(app: App, labeller: Labeller): LabelThread | undefined {
  const thread = startThread(app, labeller);
  return thread?.isReady ? thread : undefined;
}

/** The same, ready or not. */
export function startThread(
  app: App,
  labeller: Labeller,
  options: Partial<ThreadOptions> = {},
): LabelThread | undefined {
  if (os.availableParallelism() < 2 || stopped.has(app)) return undefined;
  let state = held.get(app);
  if (state?.labeller !== labeller) {
    state?.thread?.retire();
    held.set(app, (state = { labeller, thread: undefined, restsUntil: 0 }));
  }
  if (!state.thread && performance.now() >= state.restsUntil) state.thread = start(app, state, options);
  return state.thread;
}

/** Ends the thread, for a process that stops: what it was asked is found by those who asked. */
export async function endThread(app: App): Promise<void> {
  stopped.add(app);
  await held.get(app)?.thread?.end();
}

function start(app: App, state: Held, options: Partial<ThreadOptions>): LabelThread {
  const thread = new LabelThread(setupOf(app, state.labeller), {
    ...options,
    onEnd: (reason) => {
      if (state.thread === thread) state.thread = undefined;
      if (reason === undefined) return;
      state.restsUntil = performance.now() + REST_MS;
      app.log.warn({ err: reason }, 'the thread that labels posts ended; they are labelled without it');
    },
  });
  return thread;
}

function setupOf(app: App, { company }: Labeller): Setup {
  const intents = app.find(companyIntentsPort);
  const model = intents?.model() ?? null;
  const id = intents?.modelId ?? null;
  return { company, intents: model && id !== null ? { id, bytes: writeIntentModel(model) } : null };
}
