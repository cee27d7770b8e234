export interface Colleague {
  id: string;
  name: string;
  email: string;
}

/**
 * Colleagues that a note names with @: by full name, first name where only one has it, or the part of the mail address before the @.
 * Case does not matter.
 */
export function findMentions(text: string, colleagues: readonly Colleague[]): Colleague[] {
  const found = new Set<Colleague>();
  const lower = text.toLowerCase();
  const names = namesOf(colleagues);
  for (const { index } of lower.matchAll(/(?<![\p{L}\p{N}._-])@/gu)) {
    const rest = lower.slice(index + 1);
    const match = names.find(
      ({ name }) => rest.startsWith(name) && !/^[\p{L}\p{N}]/u.test(rest.slice(name.length)),
    );
    if (match) found.add(match.colleague);
  }
  return [...found];
}

/** Longest names first, so that "Ana Maria" is not taken for "Ana". */
function namesOf(colleagues: readonly Colleague[]): { name: string; colleague: Colleague }[] {
  const owners = new Map<string, Set<Colleague>>();
  for (const colleague of colleagues) {
    for (const name of [
      colleague.name,
      colleague.name.split(/\s+/)[0] ?? '',
      colleague.email.split('@')[0] ?? '',
    ]) {
      const key = name.trim().toLowerCase();
      if (key) owners.set(key, (owners.get(key) ?? new Set()).add(colleague));
    }
  }
  const full = new Map(colleagues.map((colleague) => [colleague.name.trim().toLowerCase(), colleague]));
  return [...owners]
    .flatMap(([name, of]) => {
      const colleague = of.size === 1 ? [...of][0] : full.get(name);
      return colleague ? [{ name, colleague }] : [];
    })
    .sort((a, b) => b.name.length - a.name.length);
}
