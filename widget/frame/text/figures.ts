/** Sizes and durations in words of the reader's language; `Intl` knows its plurals. */
export function sizeText(bytes: number, language: string): string {
  const [value, unit] =
    bytes >= 1e6 ? [bytes / 1e6, 'megabyte'] : bytes >= 1000 ? [bytes / 1000, 'kilobyte'] : [bytes, 'byte'];
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}

export function minutesText(minutes: number, language: string): string {
  const [value, unit] =
    minutes >= 90 ? [Math.round(minutes / 60), 'hour'] : [Math.max(1, Math.round(minutes)), 'minute'];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}

export function percentText(share: number, language: string): string {
  return new Intl.NumberFormat(language, { style: 'percent' }).format(Math.min(1, share));
}
