import type { Feature } from '#platform/feature/index.ts';
import { IMPORT_JOB } from './draft.ts';
import { goOn } from './go-on.ts';
import { importRoutes } from './routes.ts';

export const importsFeature: Feature = {
  name: 'embrace/imports',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: { 'imports.manage': ['owner', 'admin'] },
  routes: importRoutes,
  jobs: (app) => ({ [IMPORT_JOB]: (_payload, signal) => goOn(app, signal) }),
  // What a process that ended left behind.
  crontab: [`*/5 * * * * ${IMPORT_JOB}`],
};
