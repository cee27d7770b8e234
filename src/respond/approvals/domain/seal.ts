import { createHash } from 'node:crypto';
import type { ReplyParts } from '#respond/replies/index.ts';

/** What is sealed beside the words: goes along with each of the alternatives. */
export type SealedRest = Omit<ReplyParts, 'text'>;

/** SHA-256 in hex over everything that a reader of the reply could notice. The order in which files or recipients were named does not count. */
export function seal({ network, accountId, origin, target, text, envelope, files }: ReplyParts): string {
  const { subject = null, to = [], cc = [], bcc = [] } = envelope ?? {};
  const parts = [
    'rapport.approval.v1',
    network,
    accountId,
    origin,
    target,
    text,
    subject,
    ...[to, cc, bcc].map((addresses) => addresses.toSorted()),
    files.map(({ name, sha256 }) => `${sha256} ${name}`).toSorted(),
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
