import type { Facts, FactValue } from '#lib/conditions/index.ts';
import type { EventTrigger } from './triggers.ts';

const STATUSES: Readonly<Record<string, string>> = { waiting: 'waiting for the customer' };
const PROMISES: Readonly<Record<string, string>> = {
  first: 'first answer',
  next: 'next answer',
  resolution: 'solution',
};
const DAY = 1440;

/** What things are called; undefined for what is gone. */
export interface Called {
  team(id: string): string | undefined;
  /** A field of the company's own, by its key. */
  field(key: string): string | undefined;
}

/** What happened, for the history: “because its status changed from open to done”. */
export function becauseOf(trigger: EventTrigger, facts: Facts, called: Called): string {
  const team = (id: FactValue | undefined) =>
    id ? (called.team(String(id)) ?? 'a team that is gone') : 'no team';
  const promise = PROMISES[String(facts['promise.kind'])] ?? 'answer';
  switch (trigger) {
    case 'status':
      return `its status changed ${turn(facts['status.before'], facts['status'])}`;
    case 'team':
      // Not every history knows where it came from.
      return 'team.before' in facts
        ? `it went from ${team(facts['team.before'])} to ${team(facts['team'])}`
        : 'its team changed';
    case 'case-status':
      return `its case changed ${turn(facts['case.status.before'], facts['case.status'])}`;
    case 'case-type':
      return 'its case became one of another type';
    case 'case-field':
      return `${listed(facts['case.changed'], called)} of its case changed`;
    case 'rated':
      return facts['no-call'] === true
        ? 'the customer said that nobody called back'
        : `the customer rated us ${String(facts['rating'])} of 5`;
    case 'promise-due':
      return `the ${promise} is due soon`;
    case 'promise-missed':
      return `the ${promise} is late`;
    case 'waited':
      return `nothing happened for ${timeInWords(Number(facts['still']))}`;
    default:
      return trigger satisfies never;
  }
}

/** Minutes in the largest unit that says them exactly: `2 days`, `90 minutes`. */
export function timeInWords(minutes: number): string {
  const [unit, size] = minutes % DAY === 0 ? ['day', DAY] : minutes % 60 === 0 ? ['hour', 60] : ['minute', 1];
  const count = minutes / Number(size);
  return count === 1 ? `1 ${unit}` : `${count} ${unit}s`;
}

function turn(before: FactValue | undefined, now: FactValue | undefined): string {
  return `${before ? `from ${status(before)} ` : ''}to ${status(now)}`;
}

function status(value: FactValue | undefined): string {
  return STATUSES[String(value)] ?? String(value);
}

function listed(value: FactValue | undefined, { field }: Called): string {
  if (!Array.isArray(value)) return 'a field';
  return value.map((key) => `“${field(String(key)) ?? String(key)}”`).join(', ');
}
