/** What goes along with a reply whose author asks for an approval, or offers other words; undefined when he does neither. */
export function wishOf({
  isWanted,
  alternatives,
  note,
}: {
  isWanted: boolean;
  alternatives: readonly string[];
  note: string;
}): { alternatives: string[]; note: string | null } | undefined {
  const others = alternatives.map((text) => text.trim()).filter((text) => text !== '');
  if (!isWanted && others.length === 0) return undefined;
  return { alternatives: others, note: note.trim() === '' ? null : note.trim() };
}
