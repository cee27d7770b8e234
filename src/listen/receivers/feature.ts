import type { Feature } from '#platform/feature/index.ts';
import { tidyReceiverLog } from './receive.ts';
import { receiverRoutes } from './routes.ts';

export const receiversFeature: Feature = {
  name: 'listen/receivers',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: { 'receivers.manage': ['owner', 'admin'] },
  routes: receiverRoutes,
  jobs: (app) => ({ 'receivers.tidy': (_payload, signal) => tidyReceiverLog(app, signal) }),
  crontab: ['37 3 * * * receivers.tidy'],
};
