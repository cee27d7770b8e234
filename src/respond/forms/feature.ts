import type { Feature } from '#platform/feature/index.ts';
import { formRoutes } from './routes.ts';

export const formsFeature: Feature = {
  name: 'respond/forms',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: {
    'forms.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
    'forms.set-up': ['owner', 'admin', 'manager'],
  },
  routes: formRoutes,
};
