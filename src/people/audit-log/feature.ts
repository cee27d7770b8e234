import type { Feature } from '#platform/feature/index.ts';
import { permissions, routes } from './routes.ts';

export const auditLogFeature: Feature = {
  name: 'people/audit-log',
  migrations: new URL('./migrations/', import.meta.url),
  permissions,
  routes,
};
