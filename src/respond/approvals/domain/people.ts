import type { Role } from '#platform/app/index.ts';

/** Who is asked: a person, somebody of a role or of a team, or somebody without an account, by mail. */
export type Who =
  | { kind: 'person'; id: string }
  | { kind: 'role'; role: Role }
  | { kind: 'team'; id: string }
  | { kind: 'mail'; address: string; name: string };

export interface Step {
  name: string;
  need: 'any' | 'all';
  who: readonly Who[];
}

/** Somebody of the staff who could decide. */
export interface Decider {
  id: string;
  name: string;
  role: string;
  teamIds: readonly string[];
  isAway: boolean;
}

export interface Circle {
  people: readonly Decider[];
  authorId: string;
  /** Who decides where everybody who was asked is away. Empty: the owners. */
  standIn: readonly Who[];
}

const OWNERS: readonly Who[] = [{ kind: 'role', role: 'owner' }];

/** The places of a step that somebody stands for: his own, and those of people who are all away where he is their stand-in. */
export function placesOf(step: Step, voterId: string, circle: Circle): number[] {
  if (voterId === circle.authorId) return [];
  const person = circle.people.find(({ id }) => id === voterId);
  if (!person) return [];
  const own = step.who.flatMap((who, place) => (fits(who, person) ? [place] : []));
  const left = deserted(step, circle);
  const isStandIn = left.length > 0 && standInsOf(circle).some(({ id }) => id === voterId);
  return [...new Set([...own, ...(isStandIn ? left : [])])].sort((a, b) => a - b);
}

/** Who is asked in a step now: those who are there, or their stand-ins. Those by mail are not among them. */
export function askedOf(step: Step, circle: Circle): Decider[] {
  const named = circle.people.filter((one) => !one.isAway && placesOf(step, one.id, circle).length > 0);
  return named.filter(({ id }) => id !== circle.authorId);
}

/** Whether somebody could decide the step at all. */
export function isDecidable(step: Step, circle: Circle): boolean {
  const hasMail = step.who.map(({ kind }) => kind === 'mail');
  if (step.need === 'any' && hasMail.includes(true)) return true;
  const covered = new Set(circle.people.flatMap(({ id }) => placesOf(step, id, circle)));
  return step.need === 'any'
    ? covered.size > 0
    : hasMail.every((isMail, place) => isMail || covered.has(place));
}

/** Places whose people are all away; with `any` only when nobody at all is there. */
function deserted(step: Step, { people, authorId }: Circle): number[] {
  const present = people.filter(({ isAway, id }) => !isAway && id !== authorId);
  const left = step.who.flatMap((who, place) =>
    who.kind === 'mail' || present.some((person) => fits(who, person)) ? [] : [place],
  );
  return step.need === 'all' || left.length === step.who.length ? left : [];
}

function standInsOf({ people, authorId, standIn }: Circle): Decider[] {
  const present = people.filter(({ isAway, id }) => !isAway && id !== authorId);
  const named = present.filter((person) => standIn.some((who) => fits(who, person)));
  return named.length > 0 ? named : present.filter((person) => OWNERS.some((who) => fits(who, person)));
}

function fits(who: Who, person: Decider): boolean {
  switch (who.kind) {
    case 'person':
      return who.id === person.id;
    case 'role':
      return who.role === person.role;
    case 'team':
      return person.teamIds.includes(who.id);
    case 'mail':
      return false;
  }
}
