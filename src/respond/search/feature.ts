import type { Feature } from '#platform/feature/index.ts';
import { route } from '#platform/http/index.ts';
import { followConversations } from '#respond/inbox/index.ts';
import { INDEX_JOB, keepIndex, noteConversations } from './indexer.ts';
import { sweepMissed } from './sweep.ts';
import { searchAll } from './present.ts';
import { searchQuery, searchShape } from './schema.ts';

const SWEEP_JOB = 'search.sweep';

export const searchFeature: Feature = {
  name: 'respond/search',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: { 'search.use': ['owner', 'admin', 'manager', 'agent', 'viewer'] },
  routes: [
    route({
      method: 'GET',
      url: '/search',
      permission: 'search.use',
      summary:
        'Conversations, cases, people, replies, notes, articles and canned replies by words, typing errors forgiven',
      description:
        'Words may be beginnings. One typing error is forgiven in words of four letters, two in words of eight, none in numbers. Only what the caller may read is found. Without `kind` the best of each kind, with it one kind page by page: what does not change meanwhile comes exactly once.',
      query: searchQuery,
      response: searchShape,
      handler: ({ app, actor, query: { from, to, ...wish } }) =>
        searchAll(app, actor, { ...wish, from: timeOf(from), to: timeOf(to) }),
    }),
  ],
  jobs: (app) => ({
    [INDEX_JOB]: (_payload, signal) => keepIndex(app, signal),
    [SWEEP_JOB]: async () => void (await sweepMissed(app)),
  }),
  // What a job could not do, and what was there before there was an index.
  crontab: [`* * * * * ${INDEX_JOB}`, `* * * * * ${SWEEP_JOB}`],
  subscribe(app) {
    followConversations(app, { name: 'respond/search', handle: noteConversations });
    app.bus.on('bus.resync', async () => void (await sweepMissed(app, true)));
  },
};

function timeOf(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text);
}
