import type { Preflight, ReplyConnector } from '#connectors/kit/index.ts';
import { newSecret } from '#platform/ids/index.ts';
import { BRAND } from './story/index.ts';

const MAX_LENGTH = 300;
const MAX_LENGTH_IN_PRIVATE = 1000;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const FACET =
  /(?<link>https?:\/\/[^\s)]*[^\s),.!?])|(?<![\w@])@(?<mention>[\w.-]+\.\w+)|(?<![\w#])#(?<tag>[\p{L}\p{N}_]+)/gu;

/**
 * The pretend network of the sample stream: it accepts every reply and nothing leaves this machine. Since nothing can be
 * posted twice here, a read-back that finds nothing is always certain.
 */
export const sampleReplies: ReplyConnector = {
  network: 'sample',
  capabilities: {
    maxLength: MAX_LENGTH,
    countedIn: 'graphemes',
    maxBytes: 0,
    links: true,
    mentions: true,
    media: false,
    edit: false,
    delete: true,
    settleMs: 1000,
    inPrivate: { maxLength: MAX_LENGTH_IN_PRIVATE, delete: false },
  },
  async connect() {
    return {
      externalId: BRAND.externalId,
      handle: BRAND.handle,
      displayName: BRAND.displayName,
      credentials: null,
    };
  },
  newKey: () => `reply-${newSecret(9)}`,
  preflight,
  async send(reply) {
    return { externalId: `sample:${reply.key}` };
  },
  async readBack() {
    return { state: 'absent' };
  },
  async remove() {},
};

function preflight(text: string, isPrivate = false): Preflight {
  const maxLength = isPrivate ? MAX_LENGTH_IN_PRIVATE : MAX_LENGTH;
  const length = [...graphemes.segment(text)].length;
  const facets = [...text.matchAll(FACET)].map((match) => {
    const { link, mention, tag } = match.groups ?? {};
    const kind = link ? ('link' as const) : mention ? ('mention' as const) : ('tag' as const);
    return {
      start: match.index,
      end: match.index + match[0].length,
      kind,
      value: link ?? mention ?? tag ?? '',
    };
  });
  const verdict = length > maxLength ? 'too-long' : text.trim() === '' ? 'forbidden' : 'allowed';
  return {
    verdict,
    length,
    maxLength,
    facets,
    ...(verdict === 'forbidden' ? { reason: 'There is nothing to send.' } : {}),
  };
}
