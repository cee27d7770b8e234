/** Where a half hour stands by the clock on the wall. */
export interface Place {
  /** Half hour of the week: 0 is Monday from 0:00. */
  slot: number;
  /** Number of the day, counted from any day. */
  day: number;
  isHoliday: boolean;
}

/** Half hours one after another; those of all arrays stand for the same times. */
export interface History {
  counts: ArrayLike<number>;
  places: readonly Place[];
  /** Posts that were heard, in the same half hours: they come before people ask us. */
  mentions?: ArrayLike<number> | undefined;
}

/** What is expected of a half hour; `low` and `high` hold four of five. */
export interface Expected {
  mean: number;
  low: number;
  high: number;
}
