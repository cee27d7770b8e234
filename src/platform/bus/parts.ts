/** Ids that one event names: its payload stays short. */
const MOST_IDS = 100;

/** However many ids, in parts that one event can name; none where there are none. */
export function inParts<Id extends string>(ids: readonly Id[]): Id[][] {
  const parts: Id[][] = [];
  for (let at = 0; at < ids.length; at += MOST_IDS) parts.push(ids.slice(at, at + MOST_IDS));
  return parts;
}
