import { loadConfig } from '#platform/config/index.ts';
import * as understanding from '#listen/understanding/index.ts';

/** `rapport train` and `rapport intents` need of the configuration only where the data directory is. */
export const runTrain = (argv: string[]) =>
  understanding.runTrain(argv, process, loadConfig(process.env).dataDir);

export const runIntents = (argv: string[]) =>
  understanding.runIntents(argv, process, loadConfig(process.env).dataDir);
