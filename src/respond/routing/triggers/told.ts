import type { App } from '#platform/app/index.ts';
import type { CaseObserver, CaseTold } from '#respond/cases/index.ts';
import { type Conversation, conversationsOfCases } from '#respond/inbox/index.ts';
import type { PromiseObserver } from '#respond/promises/index.ts';
import type { RatingObserver } from '#respond/satisfaction/index.ts';
import { type Cause, NO_CAUSE } from '../domain/guard.ts';
import { activeRules } from '../rules/service.ts';
import { hearEvents, isRule } from './hear.ts';
import { causeOf, forgetActs, type NewEvent } from './store.ts';

/** A customer who gives no more of five is not satisfied. */
const BAD = 2;

/** Rules run on promises that are due soon or were missed: provide it for `promiseObserverPort`. */
export const promiseTriggers: PromiseObserver = {
  async onPromises(app, told) {
    const { on } = await activeRules(app);
    const events = told.map(({ clockId, conversationId, kind, dueAt, isMissed }): NewEvent => ({
      key: `promise:${clockId}:${isMissed ? 'missed' : `due:${dueAt.toISOString()}`}`,
      conversationId,
      trigger: isMissed ? 'promise-missed' : 'promise-due',
      facts: { 'promise.kind': kind, 'promise.state': isMissed ? 'late' : 'soon' },
      ...NO_CAUSE,
    }));
    await hearEvents(
      app,
      events.filter(({ trigger }) => on.has(trigger)),
    );
  },
};

/** Rules run on bad ratings, and on customers whom nobody called back: provide it for `ratingObserverPort`. */
export const ratingTriggers: RatingObserver & Required<Pick<RatingObserver, 'onNoCall'>> = {
  async onRated(app, conversationIds, rating, ratingId) {
    if (rating <= BAD) await complain(app, conversationIds, `rating:${ratingId}`, { rating });
  },
  async onNoCall(app, conversationIds, complaintId) {
    await complain(app, conversationIds, `no-call:${complaintId}`, { 'no-call': true });
  },
};

async function complain(
  app: App,
  conversationIds: readonly string[],
  key: string,
  facts: NewEvent['facts'],
): Promise<void> {
  if (!(await activeRules(app)).on.has('rated')) return;
  await forgetActs(app, conversationIds);
  await hearEvents(
    app,
    conversationIds.map((conversationId) => ({
      key: `${key}:${conversationId}`,
      conversationId,
      trigger: 'rated',
      facts,
      ...NO_CAUSE,
    })),
  );
}

/** Rules run on cases whose status, type or fields are different: provide it for `caseObserverPort`. */
export const caseTriggers: CaseObserver = {
  async onDifferent(app, told) {
    const { on } = await activeRules(app);
    const changed = told
      .filter(({ row }) => row.mergedInto === null && row.deletedAt === null)
      .map((one) => ({ one, changes: changesOf(one).filter(({ trigger }) => on.has(trigger)) }))
      .filter(({ changes }) => changes.length > 0);
    if (changed.length === 0) return;
    const threads = await conversationsOfCases(
      app,
      changed.map(({ one }) => one.row.id),
    );
    const byCase = Map.groupBy(threads, ({ caseId }) => caseId!);
    const events: NewEvent[] = [];
    for (const { one, changes } of changed) {
      const ids = (byCase.get(one.row.id) ?? []).filter(isThere).map(({ id }) => id);
      if (one.by === undefined) await forgetActs(app, ids);
      const cause = await causeOfCase(app, one, ids);
      for (const change of changes)
        for (const conversationId of ids)
          events.push({
            ...change,
            ...cause,
            conversationId,
            // Each change of a case makes a version of it.
            key: `case:${one.row.id}:${one.row.version}:${change.trigger}:${conversationId}`,
          });
    }
    await hearEvents(app, events);
  },
};

const isThere = ({ isGone }: Conversation) => !isGone;

async function causeOfCase(app: App, { by = [] }: CaseTold, conversationIds: string[]): Promise<Cause> {
  const rule = by.findLast(isRule);
  return rule === undefined ? NO_CAUSE : causeOf(app, rule, conversationIds);
}

function changesOf({ before, after }: CaseTold): Pick<NewEvent, 'trigger' | 'facts'>[] {
  const changes: Pick<NewEvent, 'trigger' | 'facts'>[] = [];
  if (after['status'] !== undefined)
    changes.push({
      trigger: 'case-status',
      facts: { 'case.status.before': before['status'], 'case.status': after['status'] },
    });
  if (after['typeId'] !== undefined)
    changes.push({
      trigger: 'case-type',
      facts: { 'case.type.before': before['typeId'], 'case.type': after['typeId'] },
    });
  const fields = Object.entries(after).filter(([name]) => name.startsWith('field:'));
  const keyOf = (name: string) => name.slice('field:'.length);
  if (fields.length > 0)
    changes.push({
      trigger: 'case-field',
      facts: {
        'case.changed': fields.map(([name]) => keyOf(name)),
        ...Object.fromEntries(fields.map(([name, value]) => [`case.field.${keyOf(name)}`, value])),
      },
    });
  return changes;
}
