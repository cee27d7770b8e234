/** Minutes of a duration as people type it: `90`, `45m`, `1h 30m`, `2 d`. Null when it cannot be read or is nothing. */
export function parseDuration(text: string): number | null {
  const clean = text.trim().toLowerCase();
  if (/^\d{1,6}$/.test(clean)) return Number(clean) || null;
  if (!/^(\d+(?:\.\d+)?\s*(d|h|m|min)\s*)+$/.test(clean)) return null;
  let minutes = 0;
  for (const [, value, unit] of clean.matchAll(/(\d+(?:\.\d+)?)\s*(d|h|min|m)/g))
    minutes += Number(value) * (unit === 'd' ? 1440 : unit === 'h' ? 60 : 1);
  return Math.round(minutes) || null;
}

/** `90` as `1h 30m`. */
export function durationText(minutes: number): string {
  const parts = [
    [Math.floor(minutes / 1440), 'd'],
    [Math.floor((minutes % 1440) / 60), 'h'],
    [minutes % 60, 'm'],
  ] as const;
  return parts
    .filter(([value]) => value > 0)
    .map(([value, unit]) => `${value}${unit}`)
    .join(' ');
}
