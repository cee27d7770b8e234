import type { Domain } from './queries.ts';

/** How an address stands, for the eye: live, live with a problem, or not there yet. */
export function standingOf({
  liveSince,
  problem,
}: Pick<Domain, 'liveSince' | 'problem'>): 'live' | 'trouble' | 'waits' {
  if (liveSince === null) return 'waits';
  return problem === null ? 'live' : 'trouble';
}

/** The record that leads a name here, as it is typed at most providers: `help.example.com. CNAME rapport.example.com.` */
export function recordOf(host: string, mainHost: string): string {
  const nameOf = (one: string) => one.replace(/:\d+$/, '');
  const target = nameOf(mainHost);
  // A name cannot be an alias of a number.
  const isNumber = /^\d+(?:\.\d+){3}$/.test(target) || target.startsWith('[');
  return isNumber ? `${nameOf(host)}. A ${target}` : `${nameOf(host)}. CNAME ${target}.`;
}
