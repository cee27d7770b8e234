import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { idsBetween, type ShownRow } from './queue.ts';

export interface QueueSelection {
  /** Selected rows that are still shown. */
  ids: ReadonlySet<string>;
  toggle(id: string, isRange: boolean): void;
  /** Replaces the queue's header while something is selected. */
  bar: ReactNode;
}

/** Which rows are selected: one by one, or a range from the last one touched. Rows that leave the list leave the selection. */
export function useSelection(rows: readonly ShownRow[]) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const anchor = useRef<string | null>(null);
  const ids = useMemo(
    () => new Set(rows.map(({ row }) => row.id).filter((id) => chosen.has(id))),
    [rows, chosen],
  );
  const toggle = useCallback(
    (id: string, isRange: boolean) => {
      const range = isRange && anchor.current !== null ? idsBetween(rows, anchor.current, id) : [id];
      anchor.current = id;
      setChosen((before) => {
        const after = new Set(before);
        const isOn = isRange || !before.has(id);
        for (const each of range) {
          if (isOn) after.add(each);
          else after.delete(each);
        }
        return after;
      });
    },
    [rows],
  );
  const choose = useCallback((next: readonly string[]) => setChosen(new Set(next)), []);
  return { ids, toggle, choose };
}
