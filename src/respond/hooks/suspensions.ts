import { type SwitchObserver } from '#platform/outbox/index.ts';
import { type HookType, publishHook } from '#platform/webhooks/index.ts';

const EXAMPLE = {
  suspension: {
    id: 'susp_01kaq0p1x3z5b7d9f2h4k6m8qs',
    scope: 'network',
    target: 'bluesky',
    label: 'Bluesky',
    reason: 'A wrong price was told.',
  },
  by: 'Ben Ito',
};

/** What is told of suspensions of what is outgoing; webhooks themselves are never suspended. */
export const suspensionHookTypes: readonly HookType[] = [
  {
    type: 'outbox.suspended',
    text: 'Somebody suspended what is outgoing: everything, a network or an account.',
    example: EXAMPLE,
  },
  { type: 'outbox.resumed', text: 'What was suspended may leave again.', example: EXAMPLE },
];

/** Tells webhooks in the transaction of the decision: provide it for `switchObserverPort`. */
export const suspensionHooks: SwitchObserver = {
  async onSwitched(app, { isOn, by, id, scope, target, label, reason }) {
    await publishHook(app, {
      type: isOn ? 'outbox.suspended' : 'outbox.resumed',
      at: await app.db.now(),
      data: { suspension: { id, scope, target, label, reason }, by },
    });
  },
};
