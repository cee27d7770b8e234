import type { Feature } from '#platform/feature/index.ts';
import { chatJobs } from './jobs.ts';
import { runListening } from './live.ts';
import { chatRoutes } from './routes.ts';
import './events.ts';

export const chatFeature: Feature = {
  name: 'respond/chat',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: {
    'chat.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
    'chat.manage': ['owner', 'admin'],
  },
  routes: chatRoutes,
  jobs: chatJobs,
  crontab: ['* * * * * chat.mail-unread', '23 4 * * * chat.tidy'],
  services: [{ name: 'chat.listening', role: 'serve', start: runListening }],
};
