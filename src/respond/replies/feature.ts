import type { Feature } from '#platform/feature/index.ts';
import { conversationRepliesPort } from '#respond/inbox/index.ts';
import { replyRoutes } from './routes.ts';
import { registerReplySenders } from './sender.ts';
import { listConversationReplies } from './service.ts';
import './events.ts';

export const repliesFeature: Feature = {
  name: 'respond/replies',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: { 'replies.send': ['owner', 'admin', 'manager', 'agent'] },
  routes: replyRoutes,
  subscribe(app) {
    app.provide(conversationRepliesPort, { list: listConversationReplies });
    registerReplySenders(app);
  },
};
