export interface Facet {
  start: number;
  end: number;
}

export interface PreviewPart {
  /** UTF-16 offset in the text. */
  start: number;
  text: string;
  isFacet: boolean;
  /** Beyond what the network takes. */
  isOver: boolean;
}

/** Cuts a text at its links and mentions and at the limit, for the coloured ground behind the field. Offsets are UTF-16; broken ones are ignored. */
export function previewParts(text: string, facets: readonly Facet[], limit: number): PreviewPart[] {
  const sound = facets.filter(({ start, end }) => start >= 0 && end <= text.length && start < end);
  const cuts = [
    ...new Set([
      0,
      text.length,
      Math.min(limit, text.length),
      ...sound.flatMap(({ start, end }) => [start, end]),
    ]),
  ].sort((a, b) => a - b);
  return cuts.slice(1).map((end, index) => {
    const start = cuts[index]!;
    return {
      start,
      text: text.slice(start, end),
      isFacet: sound.some((facet) => facet.start <= start && facet.end >= end),
      isOver: start >= limit,
    };
  });
}

export interface Count {
  length: number;
  max: number;
  left: number;
  /** Room is getting scarce: the number is worth showing. */
  isTight: boolean;
  isOver: boolean;
}

/** Where a text stands against the limit of its network. */
export function countAgainst(length: number, max: number): Count {
  const left = max - length;
  return { length, max, left, isTight: left <= Math.max(20, max * 0.1), isOver: left < 0 };
}
