const MOST = 140;

/** A hit in one line: whose it is, and how it begins. */
export function lineOf({ title, excerpt }: { title: string; excerpt: string }): string {
  const line = [title, excerpt].filter((part) => part !== '').join(' — ');
  return line.length <= MOST ? line : `${line.slice(0, MOST - 1).toWellFormed()}…`;
}
