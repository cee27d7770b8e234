import type { Feature } from '#platform/feature/index.ts';
import { followConversations } from '#respond/inbox/index.ts';
import { noteContacts } from './follow.ts';

export const contactsFeature: Feature = {
  name: 'measure/contacts',
  migrations: new URL('./migrations/', import.meta.url),
  subscribe: (app) => followConversations(app, { name: 'measure/contacts', handle: noteContacts }),
};
