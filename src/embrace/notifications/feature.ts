import type { Feature } from '#platform/feature/index.ts';
import { runLive } from './pages/live.ts';

export const notificationsFeature: Feature = {
  name: 'embrace/notifications',
  migrations: new URL('./migrations/', import.meta.url),
  services: [{ name: 'notifications.live', role: 'serve', start: runLive }],
};
