import type { Wall } from './schema.ts';

declare module '#platform/bus/index.ts' {
  interface Events {
    /** What the wallboard shows; sent on its own streams only, never on the bus. */
    'wallboard.told': Wall;
    /** Days, by UTC, were counted anew. */
    'reports.packed': { days: string[] };
    /** A link to the wallboard was made or withdrawn. */
    'wallboard.links': { id: string };
  }
}
