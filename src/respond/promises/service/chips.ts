import type { App } from '#platform/app/index.ts';
import type { ConversationPromises, PromiseChip } from '#respond/inbox/index.ts';
import type { Promised } from '../domain/promise.ts';
import { selectIdsAtRisk, selectOf, selectRunning } from '../store/clocks.ts';
import { selectPolicyNames } from '../store/policies.ts';

/** What rows of the queue say of promises: the one that is due first. */
export const promiseChips: ConversationPromises = {
  async read(app, conversationIds) {
    const chips = new Map<string, PromiseChip>();
    for (const clock of await selectRunning(app, conversationIds)) {
      const known = chips.get(clock.conversationId);
      if (!known || comesFirst(chipOf(clock), known)) chips.set(clock.conversationId, chipOf(clock));
    }
    return chips;
  },
  atRisk: (app, state) => selectIdsAtRisk(app, state),
};

/** All clocks of a conversation that something is or was promised for, oldest first. */
export async function readClocks(
  app: App,
  conversationId: string,
): Promise<
  (PromiseChip & {
    id: string;
    policy: string;
    startedAt: Date;
    endedAt: Date | null;
    outcome: string | null;
  })[]
> {
  const [clocks, names] = await Promise.all([selectOf(app, conversationId), selectPolicyNames(app)]);
  return clocks
    .filter(({ policyId }) => policyId !== null)
    .map((clock) => ({
      ...chipOf(clock),
      id: clock.id,
      policy: names.get(clock.policyId!) ?? clock.policyId!,
      startedAt: clock.startedAt,
      endedAt: clock.endedAt,
      outcome: clock.outcome,
    }));
}

function chipOf(clock: Promised): PromiseChip {
  return {
    kind: clock.kind,
    dueAt: clock.dueAt?.toISOString() ?? null,
    isSoon: clock.warnedAt !== null && clock.missedAt === null,
    isMissed: clock.missedAt !== null,
    isPaused: clock.dueAt === null,
  };
}

/** Missed ones first, then those that run; an answer before a solution that is due at the same time. */
function comesFirst(a: PromiseChip, b: PromiseChip): boolean {
  if (a.isMissed !== b.isMissed) return a.isMissed;
  if (a.isPaused !== b.isPaused) return b.isPaused;
  return (a.dueAt ?? '') < (b.dueAt ?? '');
}
