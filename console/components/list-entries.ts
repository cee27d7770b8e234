/** The list with what was typed added: parted at commas and lines, `sign` taken off, without doubles. */
export function addEntries(values: readonly string[], typed: string, sign = ''): string[] {
  const known = new Set(values.map((value) => value.toLowerCase()));
  const next = [...values];
  for (const part of typed.split(/[,;\n]+/)) {
    const entry = withoutSign(part.trim(), sign).trim();
    if (entry === '' || known.has(entry.toLowerCase())) continue;
    known.add(entry.toLowerCase());
    next.push(entry);
  }
  return next;
}

function withoutSign(text: string, sign: string): string {
  if (sign === '' || !text.startsWith(sign)) return text;
  return withoutSign(text.slice(sign.length), sign);
}
