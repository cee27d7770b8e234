/** A rating as it is drawn: `★★★★☆`. */
export function stars(rating: number): string {
  const full = Math.min(5, Math.max(0, Math.round(rating)));
  return '★'.repeat(full) + '☆'.repeat(5 - full);
}

/** An average as `4.3`; `–` for none. */
export function oneDigit(value: number | null): string {
  return value === null ? '–' : value.toFixed(1);
}

/** The networks with one switched on or off, each once, in the order in which they are shown. */
export function toggled(
  all: readonly string[],
  chosen: readonly string[],
  network: string,
  isOn: boolean,
): string[] {
  const kept = new Set(chosen.filter((one) => one !== network));
  if (isOn) kept.add(network);
  return [...all.filter((one) => kept.has(one)), ...[...kept].filter((one) => !all.includes(one))];
}
