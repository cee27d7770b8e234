/** What of the browser's storage is needed. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The browser's storage, or a shelf that holds nothing where a private window refuses it. */
export function safeShelf(storage: () => Shelf): Shelf {
  const attempt = <T>(work: () => T, otherwise: T): T => {
    try {
      return work();
    } catch {
      return otherwise;
    }
  };
  return {
    getItem: (key) => attempt(() => storage().getItem(key), null),
    setItem: (key, value) => attempt(() => storage().setItem(key, value), undefined),
    removeItem: (key) => attempt(() => storage().removeItem(key), undefined),
  };
}

/** Where words are kept that were not sent yet: on this device, past a reload and a crash. */
export const deviceShelf: Shelf = safeShelf(() => localStorage);
