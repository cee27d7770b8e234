import { filled, momentOf, shapeOf } from '../records/shapes.ts';

/** How far the messages of an account were read. */
export interface Mark {
  /** The service's own place in its log. */
  log: string;
  /** When that place was reached. */
  at: Date;
  /** Nothing that was said before is known here. */
  from: Date;
}

/** What was said before the account was connected, and may still wait for an answer. */
export const LOOK_BACK_MS = 7 * 24 * 3_600_000;

/** By account (DID). */
export type Marks = Map<string, Mark>;

/** What was kept; what cannot be read begins anew. */
export function parseMarks(cursor: string | undefined): Marks {
  const marks: Marks = new Map();
  for (const [did, value] of Object.entries(parsed(cursor))) {
    const { log, at, from } = shapeOf(value);
    const place = filled(log, 4096);
    const moment = momentOf(at);
    if (place === undefined || moment === undefined) continue;
    // Marks of earlier versions do not say it.
    const begin = momentOf(from) ?? new Date(moment.getTime() - LOOK_BACK_MS);
    marks.set(did, { log: place, at: moment, from: begin });
  }
  return marks;
}

export function writeMarks(marks: Marks): string {
  return JSON.stringify(Object.fromEntries(marks));
}

function parsed(cursor: string | undefined): Record<string, unknown> {
  try {
    return shapeOf(JSON.parse(cursor ?? '{}'));
  } catch {
    return {};
  }
}
