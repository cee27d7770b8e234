/** What people decide about a case; `field:plan` for each field. Times are ISO text. */
export type CaseState = Readonly<Record<string, string | number | boolean | null>>;

/** What one change did: only what became different, before and after. */
export interface CaseStep {
  /** Every case that it concerns. */
  ids: readonly string[];
  cases: { id: string; before: CaseState; after: CaseState }[];
  /** Conversations that moved between cases. */
  threads: { conversationId: string; before: string | null; after: string | null }[];
  links: { fromId: string; toId: string; kind: string; isAdded: boolean }[];
  /** What followed by itself, and goes back only where it still stands. */
  turned: { id: string; before: CaseState; after: CaseState }[];
  /** Token of the inbox for what was done to the conversations. */
  inboxUndo: string | null;
}

export const emptyStep: CaseStep = {
  ids: [],
  cases: [],
  threads: [],
  links: [],
  turned: [],
  inboxUndo: null,
};

/** What is different, or undefined when nothing is. A missing key counts as null. */
export function difference(
  before: CaseState,
  after: CaseState,
): { before: CaseState; after: CaseState } | undefined {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => (before[key] ?? null) !== (after[key] ?? null),
  );
  if (keys.length === 0) return undefined;
  const pick = (state: CaseState) => Object.fromEntries(keys.map((key) => [key, state[key] ?? null]));
  return { before: pick(before), after: pick(after) };
}

/** What takes a step back. */
export function inverted(step: CaseStep, inboxUndo: string | null): CaseStep {
  return {
    ids: step.ids,
    cases: step.cases.map(({ id, before, after }) => ({ id, before: after, after: before })),
    turned: step.turned.map(({ id, before, after }) => ({ id, before: after, after: before })),
    threads: step.threads.map(({ conversationId, before, after }) => ({
      conversationId,
      before: after,
      after: before,
    })),
    links: step.links.map((link) => ({ ...link, isAdded: !link.isAdded })),
    inboxUndo,
  };
}

/** Whether everything that a step touched is as the step left it, so that it can be taken back exactly. */
export function isAsLeft(
  step: CaseStep,
  states: ReadonlyMap<string, CaseState>,
  threads: ReadonlyMap<string, string | null>,
): boolean {
  return (
    step.cases.every(({ id, after }) => stands(states.get(id), after)) &&
    step.threads.every(({ conversationId, after }) => (threads.get(conversationId) ?? null) === after)
  );
}

/** Whether a case is still as a change left it. */
export function stands(now: CaseState | undefined, after: CaseState): boolean {
  return now !== undefined && Object.entries(after).every(([key, value]) => (now[key] ?? null) === value);
}

/** What followed by itself first and then, as one change for each case. */
export function together(first: CaseStep['turned'], then: CaseStep['turned']): CaseStep['turned'] {
  const byId = new Map(first.map((one) => [one.id, one]));
  for (const { id, before, after } of then) {
    const known = byId.get(id);
    byId.set(id, { id, before: { ...before, ...known?.before }, after: { ...known?.after, ...after } });
  }
  return [...byId.values()];
}
