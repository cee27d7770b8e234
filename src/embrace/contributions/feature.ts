import type { Feature } from '#platform/feature/index.ts';
import { editRoutes } from './edits/routes.ts';
import { madeRoutes } from './made/routes.ts';
import './events.ts';

export const contributionsFeature: Feature = {
  name: 'embrace/contributions',
  migrations: new URL('./migrations/', import.meta.url),
  routes: [...madeRoutes, ...editRoutes],
};
