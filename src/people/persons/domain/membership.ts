/** A person as far as belonging goes. Members are in order. */
export interface Group {
  lead: string;
  members: readonly string[];
}

/** Persons that a change touched: null is a person that is not there. */
export interface Step {
  persons: { id: string; before: Group | null; after: Group | null }[];
}

/** What stands now about the accounts and persons in question. */
export type Standing = ReadonlyMap<string, Group>;

/**
 * Joins the persons of these accounts into one. `lead` is the account whose name and picture stay; its person survives, or the oldest of
 * the others, or `newId`. Undefined when they are one person already and the lead is the same.
 */
export function joinStep(
  standing: Standing,
  accounts: readonly string[],
  lead: string,
  newId: string,
): Step | undefined {
  const touched = [...standing].filter(([, group]) => group.members.some((id) => accounts.includes(id)));
  const members = inOrder([...accounts, ...touched.flatMap(([, group]) => group.members)]);
  const survivor =
    touched.find(([, group]) => group.members.includes(lead))?.[0] ??
    touched.map(([id]) => id).sort()[0] ??
    newId;
  const after: Group = { lead, members };
  const persons = [
    { id: survivor, before: standing.get(survivor) ?? null, after },
    ...touched.filter(([id]) => id !== survivor).map(([id, before]) => ({ id, before, after: null })),
  ];
  return sameGroup(persons[0]!.before, after) ? undefined : { persons };
}

/** Takes accounts out of a person. One that is left alone is its own person again. */
export function splitStep(id: string, group: Group, leaving: readonly string[]): Step | undefined {
  const members = group.members.filter((member) => !leaving.includes(member));
  if (members.length === group.members.length) return undefined;
  const lead = members.includes(group.lead) ? group.lead : members[0];
  const after = members.length < 2 || lead === undefined ? null : { lead, members };
  return { persons: [{ id, before: group, after }] };
}

/**
 * What takes a step back exactly, or undefined when any person it touched, or any account it would take back, is not as the step left it:
 * then the later change has to be undone first.
 */
export function undoStep(step: Step, standing: Standing): Step | undefined {
  const touched = new Set(step.persons.map(({ id }) => id));
  const isAsLeft = step.persons.every(({ id, after }) => sameGroup(standing.get(id) ?? null, after));
  const returning = new Set(step.persons.flatMap(({ before }) => before?.members ?? []));
  const isTaken = [...standing].some(
    ([id, group]) => !touched.has(id) && group.members.some((member) => returning.has(member)),
  );
  if (!isAsLeft || isTaken) return undefined;
  return { persons: step.persons.map(({ id, before, after }) => ({ id, before: after, after: before })) };
}

/** Every account that a step concerns. */
export function accountsOf(step: Step): string[] {
  return inOrder(
    step.persons.flatMap(({ before, after }) => [...(before?.members ?? []), ...(after?.members ?? [])]),
  );
}

function sameGroup(a: Group | null, b: Group | null): boolean {
  if (a === null || b === null) return a === b;
  return a.lead === b.lead && inOrder(a.members).join(' ') === inOrder(b.members).join(' ');
}

function inOrder(ids: readonly string[]): string[] {
  return [...new Set(ids)].sort();
}
