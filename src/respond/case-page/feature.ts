import type { App } from '#platform/app/index.ts';
import type { Feature } from '#platform/feature/index.ts';
import { casePageRoutes } from './routes.ts';
import { tidyPages } from './service.ts';

export const casePageFeature: Feature = {
  name: 'respond/case-page',
  migrations: new URL('./migrations/', import.meta.url),
  routes: casePageRoutes,
  jobs: (app: App) => ({ 'case-pages.tidy': () => tidyPages(app) }),
  crontab: ['11 4 * * * case-pages.tidy'],
};
