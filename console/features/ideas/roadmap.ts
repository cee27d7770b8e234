import type { Status } from '#embrace/ideas/schema.ts';
import type { IdeaView } from './queries.ts';
import { quartersFor, STATUSES } from './search.ts';

const ON_ROADMAP = new Set<Status>(['considering', 'planned', 'building']);

export interface Lane {
  /** Null where no date is said. */
  quarter: string | null;
  ideas: IdeaView[];
}

/** What comes when: quarters that have something, in order, what has no date last; and the quarters to choose from. */
export function roadmapOf(ideas: readonly IdeaView[], day: Date): { lanes: Lane[]; quarters: string[] } {
  const planned = ideas.filter(({ status }) => ON_ROADMAP.has(status));
  const quarters = quartersFor(
    planned.map(({ quarter }) => quarter),
    day,
  );
  const lanes = [...quarters, null]
    .map((quarter) => ({ quarter, ideas: inOrder(planned.filter((idea) => idea.quarter === quarter)) }))
    .filter((lane) => lane.ideas.length > 0);
  return { lanes, quarters };
}

/** The order of a quarter once this idea came to its end. */
export function lastIn(lanes: readonly Lane[], quarter: string | null, id: string): string[] {
  const there = lanes.find((lane) => lane.quarter === quarter)?.ideas ?? [];
  return [...there.map((idea) => idea.id).filter((one) => one !== id), id];
}

const inOrder = (ideas: readonly IdeaView[]): IdeaView[] =>
  ideas.toSorted((a, b) => a.position - b.position || b.votes - a.votes || (a.id < b.id ? -1 : 1));

/** The column beside; undefined at the ends, and for what stands in none. */
export function besideOf(status: Status, step: 1 | -1): Status | undefined {
  const at = STATUSES.indexOf(status);
  return at < 0 ? undefined : STATUSES[at + step];
}

/** Where Alt with an arrow key takes a card; 0: nowhere, and the key is the browser's. */
export function stepOf(event: { key: string; altKey: boolean }): 1 | -1 | 0 {
  if (!event.altKey) return 0;
  return event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
}
