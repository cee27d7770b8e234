import type { Feature } from '#platform/feature/index.ts';
import { followConversations } from '#respond/inbox/index.ts';
import { tellWebhooks } from './conversations.ts';

export const hooksFeature: Feature = {
  name: 'respond/hooks',
  subscribe: (app) => followConversations(app, { name: 'respond/hooks', handle: tellWebhooks }),
};
