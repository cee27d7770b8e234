/** What a row of the outbox says of a reply. */
import type { App } from '#platform/app/index.ts';
import type { OutReceipt, OutRow } from '#platform/outbox/index.ts';
import type { OwnAccount, Receipt } from '#connectors/kit/index.ts';
import { ownAccounts } from '#people/brand/index.ts';
import type { ReplyPayload } from './domain.ts';

/** The row's payload: only `queueReply` writes it. */
export function payloadOf(row: Pick<OutRow, 'payload'>): ReplyPayload {
  return row.payload as ReplyPayload;
}

/** The network's receipt as the connector gave it; undefined when a person vouched for the reply without one. */
export function receiptOf(receipt: OutReceipt | null): Receipt | undefined {
  if (!receipt || typeof receipt['externalId'] !== 'string') return undefined;
  return {
    externalId: receipt['externalId'],
    ...(typeof receipt['revision'] === 'string' ? { revision: receipt['revision'] } : {}),
    ...(typeof receipt['url'] === 'string' ? { url: receipt['url'] } : {}),
    ...(typeof receipt['text'] === 'string' ? { text: receipt['text'] } : {}),
  };
}

/** The account that a reply speaks as; undefined when it is not connected any more, or refused and not asked for. */
export async function speakerOf(
  app: App,
  reply: Pick<ReplyPayload, 'network' | 'accountId'>,
  options: { withRefused?: boolean } = {},
): Promise<OwnAccount | undefined> {
  const accounts = await ownAccounts(app, reply.network, options);
  return accounts.find((account) => account.id === reply.accountId);
}
