import { blueskyConnectors } from '#connectors/bluesky/index.ts';
import { feedConnector, feedTools } from '#connectors/feed/index.ts';
import { parseCsvRow, parseNdjsonLine } from '#connectors/files/index.ts';
import type { Connectors } from '#connectors/kit/index.ts';
import { mailReplies, mailSource } from '#connectors/mail/index.ts';
import { sampleReplies, sampleSource } from '#connectors/sample/index.ts';

/** Every network that this program speaks. Adding a connector is one line here. */
export const connectors: Connectors = {
  sources: new Map(
    [...blueskyConnectors.sources, feedConnector, mailSource, sampleSource].map((source) => [
      source.kind,
      source,
    ]),
  ),
  replies: new Map(
    [blueskyConnectors.reply, mailReplies, sampleReplies].map((reply) => [reply.network, reply]),
  ),
  profiles: new Map([[blueskyConnectors.profiles.network, blueskyConnectors.profiles]]),
  lineParsers: new Map([
    ...Object.entries(blueskyConnectors.lineParsers),
    ['ndjson', parseNdjsonLine],
    ['csv', parseCsvRow],
  ]),
  feeds: feedTools,
};
