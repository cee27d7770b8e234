const LONGEST = 40;

/** A key for a new field, from its label: small letters, digits and -, other than those that are taken. */
export function keyFor(label: string, taken: readonly string[]): string {
  const plain = label
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[-0-9]+|-+$/g, '')
    .slice(0, LONGEST - 4);
  const stem = plain === '' ? 'field' : plain;
  if (!taken.includes(stem)) return stem;
  for (let count = 2; ; count++) if (!taken.includes(`${stem}-${count}`)) return `${stem}-${count}`;
}
