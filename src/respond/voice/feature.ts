import type { Feature } from '#platform/feature/index.ts';
import { followConversations } from '#respond/inbox/index.ts';
import { checkRoutes } from './check/routes.ts';
import { draftRoutes } from './drafts/routes.ts';
import { exampleRoutes } from './examples/routes.ts';
import { dropGonePosts, dropOfGone } from './examples/service.ts';
import { guideRoutes } from './guide/routes.ts';
import { heardRoutes } from './heard/routes.ts';
import { readingRoutes } from './reading/routes.ts';
import { noteAccounts } from './reading/service.ts';
import './events.ts';

export const voiceFeature: Feature = {
  name: 'respond/voice',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: {
    'voice.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
    'voice.write': ['owner', 'admin', 'manager', 'agent'],
    'voice.manage': ['owner', 'admin', 'manager'],
    'voice.override': ['owner', 'admin', 'manager'],
    'voice.connect': ['owner', 'admin'],
  },
  routes: [
    ...guideRoutes,
    ...checkRoutes,
    ...exampleRoutes,
    ...draftRoutes,
    ...heardRoutes,
    ...readingRoutes,
  ],
  jobs: (app) => ({ 'voice.tidy': (_payload, signal) => dropGonePosts(app, signal) }),
  crontab: ['47 4 * * * voice.tidy'],
  subscribe(app) {
    followConversations(app, { name: 'respond/voice', handle: dropOfGone });
    app.bus.on('brand.accounts_changed', () => noteAccounts(app));
  },
};
