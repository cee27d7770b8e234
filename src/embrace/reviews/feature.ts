import type { App } from '#platform/app/index.ts';
import type { Feature } from '#platform/feature/index.ts';
import { ASK_JOB, askDue } from './asking/plan.ts';
import { hearReviews } from './heard/hear.ts';
import { HEAR_JOB } from './heard/job.ts';
import { fetchPictures, PICTURES_JOB } from './product/pictures.ts';
import { buyerRoutes } from './routes/buyers.ts';
import { productRoutes } from './routes/products.ts';
import { reviewRoutes } from './routes/reviews.ts';

export const reviewsFeature: Feature = {
  name: 'embrace/reviews',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: {
    'reviews.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
    'reviews.write': ['owner', 'admin', 'manager', 'agent'],
    'reviews.manage': ['owner', 'admin', 'manager'],
  },
  routes: [...productRoutes, ...buyerRoutes, ...reviewRoutes],
  jobs: (app: App) => ({
    [HEAR_JOB]: async () => hearReviews(app),
    [ASK_JOB]: async (_payload, signal) => void (await askDue(app, signal)),
    [PICTURES_JOB]: async (_payload, signal) => void (await fetchPictures(app, signal)),
  }),
  // What a lost job left behind, and whose time has come.
  crontab: [`* * * * * ${HEAR_JOB}`, `*/10 * * * * ${ASK_JOB}`, `*/10 * * * * ${PICTURES_JOB}`],
};
