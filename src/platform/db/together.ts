/** A statement with $1, $2 … */
export interface Statement {
  text: string;
  values: readonly unknown[];
}

const CHANGES = /^(insert|update|delete)\b/i;

/**
 * Several statements as one, which are carried out in their order. None sees what another one changes, and no two may change the same row. Of those
 * that begin with WITH none may change anything there.
 */
export function joined(parts: readonly Statement[]): Statement {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  return { text: joinedText(parts), values: parts.flatMap(({ values }) => values) };
}

/** Texts that were joined before, by one of their parts after the other: what is done a hundred times a second is written once. */
interface Known {
  text?: string;
  next: Map<string, Known>;
}
const known: Known = { next: new Map() };
const MOST_KNOWN = 2000;
let count = 0;

function joinedText(parts: readonly Statement[]): string {
  let place = known;
  for (const { text } of parts) {
    let next = place.next.get(text);
    if (!next && count >= MOST_KNOWN) return textOf(parts);
    if (!next) {
      place.next.set(text, (next = { next: new Map() }));
      count++;
    }
    place = next;
  }
  return (place.text ??= textOf(parts));
}

function textOf(parts: readonly Statement[]): string {
  let first = 0;
  const tables = parts.map(({ text, values }, at) => {
    const before = first;
    first += values.length;
    const moved = text.replaceAll(/\$(\d+)/g, (_, number: string) => `$${Number(number) + before}`);
    // What changes rows is asked for in its turn only where it answers something.
    const answers = CHANGES.test(moved) && !/\breturning\b/i.test(moved) ? `${moved} returning 1` : moved;
    return `p${at} as (${answers})`;
  });
  const counts = parts.map((_, at) => `(select count(*) from p${at})`);
  return `with ${tables.join(', ')} select ${counts.join(', ')}`;
}
