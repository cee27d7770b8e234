const HOUR_MS = 3_600_000;

/** The last days up to the end of this hour, for the report; the same all hour long, so that it is asked once. */
export function spanOf(now: number, days: number): { from: string; to: string; zone: string } {
  const to = (Math.floor(now / HOUR_MS) + 1) * HOUR_MS;
  return {
    from: new Date(to - days * 24 * HOUR_MS).toISOString(),
    to: new Date(to).toISOString(),
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}
