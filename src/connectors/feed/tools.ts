import type { FeedTools } from '#connectors/kit/index.ts';
import { runForOne } from './apart/run.ts';
import { findFeeds } from './discovery.ts';

/** Finding feeds and exchanging lists of them. */
export const feedTools: FeedTools = {
  findFeeds,
  readOpml: (body, contentType) => runForOne('outline', { document: { body }, contentType }),
  async writeOpml(title, feeds, now) {
    const { writeOpml } = await import('./opml.ts');
    return writeOpml(title, feeds, now);
  },
};
