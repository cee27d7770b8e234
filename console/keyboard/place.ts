/** The one that keys mean: the one that was chosen while it is there, else the first. */
export function currentOf<T extends { id: string }>(items: readonly T[], at: string | null): T | undefined {
  return items.find(({ id }) => id === at) ?? items[0];
}

/** The one before or behind; the ends stay. */
export function moved<T extends { id: string }>(items: readonly T[], at: string, step: 1 | -1): string {
  const index = items.findIndex(({ id }) => id === at);
  return items[Math.min(items.length - 1, Math.max(0, index + step))]!.id;
}
