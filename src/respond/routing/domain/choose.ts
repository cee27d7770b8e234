import { languageName } from '#lib/names/index.ts';
import type { Facts } from '#lib/conditions/index.ts';
import type { Assign } from '../rules/schema.ts';
import type { Candidate, Choice, Situation, TeamNow } from './types.ts';

type Asked = Pick<Situation, 'facts' | 'weight' | 'lastAgentId' | 'candidates' | 'teams'>;

/** Who of a team gets it; without a team anybody may. `except` is left out: it was just taken from them. */
export function choose(how: Assign, team: TeamNow | undefined, asked: Asked, except?: string): Choice {
  if (team && !team.isOpen) return outOfHours(team, asked, except);
  if (how.how === 'person') return named(how.userId, asked, except);
  const members = asked.candidates.filter(
    (one) => one.id !== except && (!team || one.teamIds.includes(team.id)),
  );
  const language = wantedLanguage(how, members, asked.facts);
  const fitting = members.filter((one) => isFitting(one, how, language));
  const free = fitting.filter((one) => isFree(one, asked.weight));
  const sticky = how.isSticky ? free.find((one) => one.id === asked.lastAgentId) : undefined;
  const person = sticky ?? first(free, how.how);
  if (!person) return { person: null, why: nobody(members, fitting, how, language) };
  const order = sticky ? 'had this customer last' : how.how === 'round-robin' ? 'next in turn' : 'least busy';
  const speaks = language ? [`speaks ${languageName(language)}`] : [];
  const skills = how.skills.length > 0 ? [`skilled in ${how.skills.join(', ')}`] : [];
  return { person, why: [`${order}: ${busy(person)}`, ...speaks, ...skills].join(', ') };
}

/** Whether somebody can take one more of that weight now. */
export function isFree(one: Candidate, weight: number): boolean {
  return !one.isAway && one.isWorking && one.load + weight <= one.capacity;
}

function isFitting(one: Candidate, how: Assign, language: string | null): boolean {
  return (
    how.skills.every((skill) => one.skills.includes(skill)) &&
    (language === null || one.languages.includes(language))
  );
}

/** The language to be spoken; none where it is not known, or nobody of the team says what they speak. */
function wantedLanguage(how: Assign, members: readonly Candidate[], facts: Facts): string | null {
  const language = facts['language'];
  const isSaid = members.some((one) => one.languages.length > 0);
  return how.mustSpeak && isSaid && typeof language === 'string' ? language : null;
}

/** The least share of capacity, then the longest without; or only the longest without. */
function first(free: readonly Candidate[], how: Assign['how']): Candidate | undefined {
  const share = (one: Candidate) => (how === 'round-robin' ? 0 : one.load / one.capacity);
  return free.toSorted((a, b) => share(a) - share(b) || a.lastTurn - b.lastTurn || (a.id < b.id ? -1 : 1))[0];
}

function named(userId: string | null, asked: Asked, except: string | undefined): Choice {
  const person = asked.candidates.find((one) => one.id === userId && one.id !== except);
  if (!person) return { person: null, why: 'the person named by the rule does not work here any more' };
  if (isFree(person, asked.weight)) return { person, why: `named by the rule: ${busy(person)}` };
  const why = person.isAway
    ? 'is away'
    : person.isWorking
      ? `has no room (${busy(person)})`
      : 'is not at work';
  return { person: null, why: `${person.name} ${why}` };
}

function outOfHours(team: TeamNow, asked: Asked, except: string | undefined): Choice {
  const onCall = asked.candidates.find((one) => one.id === team.onCallId && one.id !== except);
  const isReached = onCall && !onCall.isAway && onCall.load + asked.weight <= onCall.capacity;
  if (team.outOfHours === 'on-call' && isReached)
    return { person: onCall, why: `on call, as ${team.name} is closed: ${busy(onCall)}` };
  return { person: null, why: `${team.name} is closed` };
}

function nobody(
  members: readonly Candidate[],
  fitting: readonly Candidate[],
  how: Assign,
  language: string | null,
): string {
  if (members.length === 0) return 'the team has nobody else';
  if (fitting.length === 0) {
    const lacks = [...how.skills, ...(language ? [languageName(language)] : [])].join(' and ');
    return `nobody there can do ${lacks}`;
  }
  const present = fitting.filter((one) => !one.isAway && one.isWorking);
  if (present.length === 0) return 'nobody who could is at work';
  return present.length === 1
    ? `${present[0]!.name} has no room (${busy(present[0]!)})`
    : 'nobody who could has room';
}

/** Counted with the one that is given. */
function busy({ load, capacity }: Candidate): string {
  return `${round(load)} of ${round(capacity)}`;
}

function round(number: number): string {
  return String(Math.round(number * 10) / 10);
}
