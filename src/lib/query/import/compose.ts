/** A part of the query as it is written in our language. */
export interface Part {
  readonly text: string;
  readonly type: 'atom' | 'near' | 'not' | 'and' | 'or';
  /** Whether it can stand beside NEAR. */
  readonly hasPlaces: boolean;
}

export function atom(text: string, hasPlaces: boolean): Part {
  return { text, type: 'atom', hasPlaces };
}

/** Joins parts with as few brackets as keep the meaning; nothing where nothing is left. */
export function join(type: 'and' | 'or', parts: readonly (Part | undefined)[]): Part | undefined {
  const kept = parts.filter((part) => part !== undefined);
  if (kept.length < 2) return kept[0];
  const other = type === 'and' ? 'or' : 'and';
  const text = kept
    .map((part) => (part.type === other ? `(${part.text})` : part.text))
    .join(type === 'and' ? ' ' : ' OR ');
  return { text, type, hasPlaces: type === 'or' && kept.every((part) => part.hasPlaces) };
}

export function negate(part: Part): Part {
  return { text: `-${bracketed(part)}`, type: 'not', hasPlaces: false };
}

/** One operand: in brackets unless it stands together by itself. */
export function bracketed(part: Part): string {
  return part.type === 'atom' ? part.text : `(${part.text})`;
}
