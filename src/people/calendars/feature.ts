import type { Feature } from '#platform/feature/index.ts';
import { permissions, routes } from './routes.ts';
import './events.ts';

export const calendarsFeature: Feature = {
  name: 'people/calendars',
  migrations: new URL('./migrations/', import.meta.url),
  permissions,
  routes,
};
