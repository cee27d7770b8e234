import type { App } from '#platform/app/index.ts';
import { type HookType, publishHook } from '#platform/webhooks/index.ts';

/** What is told of what customers think of us. */
export const satisfactionHookTypes: readonly HookType[] = [
  {
    type: 'satisfaction.rated',
    text: 'A customer said how satisfied he is, from 1 to 5.',
    example: {
      rating: {
        value: 2,
        text: 'It took a week.',
        source: 'link',
        conversationIds: ['conv_01kaq0f7m2v0x8s3w5t1d9c4hn'],
        caseId: null,
        network: 'bluesky',
      },
    },
  },
];

export interface Rated {
  rating: number;
  text: string | null;
  source: 'link' | 'page';
  conversationIds: readonly string[];
  caseId: string | null;
  network: string;
}

/** Tells webhooks of a rating, in the transaction that keeps it. */
export async function tellRated(app: App, given: Rated): Promise<void> {
  const { rating: value, text, source, conversationIds, caseId, network } = given;
  const rating = { value, text, source, conversationIds, caseId, network: network || null };
  await publishHook(app, { type: 'satisfaction.rated', at: await app.db.now(), data: { rating } });
}
