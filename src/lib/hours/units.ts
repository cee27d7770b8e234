export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;
/** Minutes of a day by the clock on the wall; days on which clocks change have them too, some twice or never. */
export const DAY_MINUTES = 1440;
