import { once } from 'node:events';
import type { App } from '#platform/app/index.ts';
import { loadConfig } from '#platform/config/index.ts';
import { runImport as importFile } from '#listen/intake/index.ts';
import { runSources as changeSources } from '#listen/sources/index.ts';
import { keepTopicsLive, runTopics as changeTopics } from '#listen/topics/index.ts';
import { runTrends as countTrends } from '#listen/trends/index.ts';
import { boot } from '../boot.ts';
import { openDatabase } from '../database.ts';

/** `rapport import`: works beside a running Rapport, and alone. Ctrl-C keeps what was imported. */
export const runImport = (argv: string[]) =>
  withApp(async (app, signal) => {
    await keepTopicsLive(app, signal);
    return importFile(app, argv, {
      stdin: process.stdin,
      stdout: process.stdout,
      stderr: process.stderr,
      signal,
    });
  });

/** `rapport sources`: what the sources screen does. */
export const runSources = (argv: string[]) =>
  withApp((app) => changeSources(app, argv, { stdout: process.stdout, stderr: process.stderr }));

/** `rapport topics`: what the topics screen does to many. */
export const runTopics = (argv: string[]) =>
  withApp((app) =>
    changeTopics(app, argv, { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr }),
  );

/** `rapport trends`: counts everything again. */
export const runTrends = (argv: string[]) =>
  withApp((app, signal) =>
    countTrends(app, argv, { stdout: process.stdout, stderr: process.stderr }, signal),
  );

/** A command that needs the database and what features follow. */
export async function withApp(work: (app: App, signal: AbortSignal) => Promise<number>): Promise<number> {
  const config = loadConfig(process.env);
  const booted = await boot(config, openDatabase(config, 'join'));
  const stopping = new AbortController();
  void Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]).then(() => stopping.abort());
  try {
    return await work(booted.app, stopping.signal);
  } finally {
    stopping.abort();
    await booted.stop();
  }
}
