import type { Feature } from '#platform/feature/index.ts';
import { honourRoutes } from './routes.ts';

export const honoursFeature: Feature = {
  name: 'embrace/honours',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: {
    'honours.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
    'honours.decide': ['owner', 'admin', 'manager'],
    'honours.set-up': ['owner', 'admin'],
  },
  routes: honourRoutes,
};
