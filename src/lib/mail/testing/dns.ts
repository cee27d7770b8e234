import type { AskNames } from '../index.ts';

export type Zone = Record<
  string,
  { txt?: string[]; a?: string[]; aaaa?: string[]; mx?: string[]; ptr?: string[]; away?: true }
>;

/** A DNS with these names; what was asked stands in `asked`. */
export function dnsOf(zone: Zone) {
  const asked: string[] = [];
  const look = (kind: 'txt' | 'a' | 'aaaa' | 'mx' | 'ptr', name: string) => {
    asked.push(`${kind} ${name}`);
    const found = zone[name.toLowerCase()];
    return found?.away ? Promise.reject(new Error('no answer')) : Promise.resolve(found?.[kind] ?? []);
  };
  const names: AskNames = {
    texts: (name) => look('txt', name),
    addresses: (name, kind) => look(kind === 4 ? 'a' : 'aaaa', name),
    mailServers: (name) => look('mx', name),
    names: (reverse) => look('ptr', reverse),
  };
  return { names, asked };
}
