import type { Feature } from '#platform/feature/index.ts';

export const moderationFeature: Feature = {
  name: 'embrace/moderation',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: {
    'moderation.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
    'moderation.decide': ['owner', 'admin', 'manager'],
    'moderation.set-up': ['owner', 'admin'],
  },
};
