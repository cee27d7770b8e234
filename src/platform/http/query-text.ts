/** A parameter of an address as one line of text, at most so many letters; empty where it is missing or given twice. */
export const queryText = (given: unknown, most = 300): string =>
  typeof given === 'string'
    ? given
        .toWellFormed()
        .replaceAll(/\p{Cc}/gu, ' ')
        .trim()
        .slice(0, most)
        .toWellFormed()
        .trimEnd()
    : '';
