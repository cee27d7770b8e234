import type { InboundDelete, InboundPost } from '#connectors/kit/index.ts';
import type { App } from '#platform/app/index.ts';
import { matcherPort } from '../ports.ts';

/** A post of the network `test`; texts with the word “match” belong to `topic_a`. */
export function post(externalId: string, changes: Partial<InboundPost> = {}): InboundPost {
  return {
    type: 'post',
    origin: 'test',
    externalId,
    version: 1,
    network: 'test',
    kind: 'post',
    author: { externalId: 'author-1', handle: 'ann.example', displayName: 'Ann' },
    text: 'this is a match',
    createdAt: new Date('2026-03-01T12:00:00Z'),
    ...changes,
  };
}

export function deletion(
  externalId: string,
  version: number,
  changes: Partial<InboundDelete> = {},
): InboundDelete {
  return { type: 'delete', origin: 'test', externalId, version, ...changes };
}

/** The matcher of these tests: every word that begins with “match” or “other” names a topic. */
export function provideMatcher(app: App): void {
  app.provide(matcherPort, {
    match: ({ text }) => {
      if (text.includes('explode')) throw new Error('the matcher cannot read this');
      const topics = [];
      if (/\bmatch/.test(text)) topics.push({ topicId: 'topic_a', toInbox: true });
      if (/\bother/.test(text)) topics.push({ topicId: 'topic_b', toInbox: false });
      return topics;
    },
  });
}
