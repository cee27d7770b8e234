import type { App } from '#platform/app/index.ts';
import { type HookType, publishHook } from '#platform/webhooks/index.ts';
import type { Promised } from './domain/promise.ts';

const EXAMPLE = {
  promise: {
    id: 'clock_01kaq0m2r7t5v9x1z3b6d8f4hj',
    conversationId: 'conv_01kaq0f7m2v0x8s3w5t1d9c4hn',
    kind: 'first',
    policyId: 'pol_01kaq0a4c6e8g1j3m5p7r9t2vx',
    teamId: null,
    network: 'bluesky',
    dueAt: '2026-11-22T17:00:00.000Z',
    url: 'https://rapport.example/inbox/conv_01kaq0f7m2v0x8s3w5t1d9c4hn',
  },
};

/** What is told of promises. */
export const promiseHookTypes: readonly HookType[] = [
  { type: 'promise.due', text: 'A promise will be due soon.', example: EXAMPLE },
  { type: 'promise.missed', text: 'A promise was not kept.', example: EXAMPLE },
];

/** Tells webhooks that a promise is due soon or was missed, in the transaction that notes it: each once. */
export async function tellPromise(app: App, clock: Promised): Promise<void> {
  const { id, conversationId, kind, policyId, dueAt, traits } = clock;
  await publishHook(app, {
    type: clock.outcome === 'missed' ? 'promise.missed' : 'promise.due',
    at: await app.db.now(),
    data: {
      promise: {
        id,
        conversationId,
        kind,
        policyId,
        teamId: traits.teamId,
        network: traits.network,
        dueAt: dueAt?.toISOString() ?? null,
        url: `${app.config.publicUrl}/inbox/${conversationId}`,
      },
    },
  });
}
