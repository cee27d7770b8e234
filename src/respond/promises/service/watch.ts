import type { App } from '#platform/app/index.ts';
import { nextOf, type Promised } from '../domain/promise.ts';
import type { Policy } from '../domain/policy.ts';
import { tellPromise } from '../hooks.ts';
import { lockDue } from '../store/clocks.ts';
import { promiseObserverPort, type PromiseTold } from '../ports.ts';
import { selectPolicies } from '../store/policies.ts';
import { ESCALATE_JOB } from './escalate.ts';
import { saveAll } from './follow.ts';
import { tellPeople } from './tell.ts';

const STEP = 200;

/** Warns of promises that are due soon and notes those that were missed, each once. Answers how many of both. */
export async function watchPromises(app: App, signal: AbortSignal): Promise<number> {
  for (let seen = 0; ;) {
    const count = signal.aborted ? 0 : await app.db.transaction(() => watchSome(app));
    seen += count;
    if (count < STEP) return seen;
  }
}

async function watchSome(app: App): Promise<number> {
  const now = await app.db.now();
  const due = await lockDue(app, now, STEP);
  const policies = new Map((await selectPolicies(app)).map((policy) => [policy.id, policy]));
  const after = due.map((clock) => advanced(clock, policies.get(clock.policyId ?? ''), now));
  const missed = after.filter((clock) => clock.outcome === 'missed');
  await saveAll(app, after, new Map(due.map((clock) => [clock.id, clock])));
  await tellPeople(app, missed, true);
  await tellPeople(
    app,
    after.filter((clock) => clock.outcome === null),
    false,
  );
  for (const clock of after) {
    await announce(app, clock);
    await tellPromise(app, clock);
  }
  await app.find(promiseObserverPort)?.onPromises(app, after.map(toldOf));
  for (const clock of missed) {
    const { teamId, tellId } = policies.get(clock.policyId ?? '')?.terms.escalation ?? {};
    if (teamId || tellId) await app.jobs.enqueue(ESCALATE_JOB, { clockId: clock.id });
  }
  return due.length;
}

/** The clock after its warning, or after its breach; whichever has come. */
function advanced(clock: Promised, policy: Policy | undefined, now: Date): Promised {
  if (clock.dueAt && clock.dueAt <= now)
    return { ...clock, missedAt: clock.dueAt, outcome: 'missed', nextAt: null };
  return { ...clock, warnedAt: now, nextAt: nextOf(clock.dueAt, now, policy?.terms.warnMinutes ?? 0) };
}

function toldOf({ id, conversationId, kind, dueAt, outcome }: Promised): PromiseTold {
  return { clockId: id, conversationId, kind, dueAt: dueAt!, isMissed: outcome === 'missed' };
}

async function announce(app: App, clock: Promised): Promise<void> {
  const { id: clockId, conversationId, kind, dueAt } = clock;
  const shared = { clockId, conversationId, kind, dueAt: dueAt!.toISOString() };
  if (clock.outcome !== 'missed') return app.bus.publish('promise.due', shared);
  const { teamId } = clock.traits;
  await app.bus.publish('promise.missed', { ...shared, policyId: clock.policyId!, teamId });
}
