/**
 * What outlives a reload: in the frame's own local storage, which browsers keep apart for each site that embeds it. Where even that is
 * forbidden, in memory. Never a cookie.
 */
export interface Keep {
  get(name: KeptName): unknown;
  /** `undefined` forgets. */
  set(name: KeptName, value: unknown): void;
  forget(): void;
  /** Whether it will still be there after a reload. */
  readonly isLasting: boolean;
}

export type KeptName = 'token' | 'pending' | 'opening' | 'readSeq' | 'draft' | 'visitor';

const NAMES: readonly KeptName[] = ['token', 'pending', 'opening', 'readSeq', 'draft', 'visitor'];

export function createKeep(widget: string, storage: Storage | null = localStorageOrNull()): Keep {
  const memory = new Map<string, string>();
  const keyOf = (name: KeptName) => `rapport.chat.${widget}.${name}`;
  const read = (key: string): string | null => {
    try {
      return storage ? storage.getItem(key) : (memory.get(key) ?? null);
    } catch {
      return memory.get(key) ?? null;
    }
  };
  const write = (key: string, value: string | undefined) => {
    if (value === undefined) memory.delete(key);
    else memory.set(key, value);
    try {
      if (value === undefined) storage?.removeItem(key);
      else storage?.setItem(key, value);
    } catch {
      // Full or withdrawn: this tab still has it.
    }
  };
  return {
    isLasting: storage !== null,
    get(name) {
      try {
        return JSON.parse(read(keyOf(name)) ?? 'null');
      } catch {
        return null;
      }
    },
    set: (name, value) => write(keyOf(name), value === undefined ? undefined : JSON.stringify(value)),
    forget() {
      for (const name of NAMES) write(keyOf(name), undefined);
    },
  };
}

function localStorageOrNull(): Storage | null {
  try {
    const probe = 'rapport.chat.probe';
    localStorage.setItem(probe, '1');
    localStorage.removeItem(probe);
    return localStorage;
  } catch {
    return null;
  }
}
