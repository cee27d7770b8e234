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
  const values: unknown[] = [];
  const tables = parts.map(({ text, values: own }, at) => {
    const first = values.length;
    values.push(...own);
    const moved = text.replaceAll(/\$(\d+)/g, (_, number: string) => `$${Number(number) + first}`);
    // What changes rows is asked for in its turn only where it answers something.
    const answers = CHANGES.test(moved) && !/\breturning\b/i.test(moved) ? `${moved} returning 1` : moved;
    return `p${at} as (${answers})`;
  });
  const counts = parts.map((_, at) => `(select count(*) from p${at})`);
  return { text: `with ${tables.join(', ')} select ${counts.join(', ')}`, values };
}
