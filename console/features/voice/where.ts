/** `mail, de`. */
export function whereOf({ channels, languages }: { channels: string[]; languages: string[] }): string {
  return [...channels, ...languages].join(', ');
}
