/** What stands where something that tells of a person was taken out. */
const PLACE = /\[(?:name|mail|number|handle|link)\](?!\()/g;

/** How many such places are left in texts: somebody fills them, or takes them away. */
export function placesLeft(...texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + (text.match(PLACE)?.length ?? 0), 0);
}

/** Languages to choose from: those of the help centre, and the one in which it was said. */
export function languagesFor(spoken: readonly string[], said: string | null): string[] {
  return [...new Set([...(said === null ? [] : [said]), ...spoken, ...(spoken.length === 0 ? ['en'] : [])])];
}
