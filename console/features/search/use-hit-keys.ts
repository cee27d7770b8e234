import { useState } from 'react';
import { useGo } from '../../app/go.ts';
import { t } from '../../i18n/index.ts';
import { useShortcuts } from '../../keyboard/shortcuts.ts';
import { besideHit, type Found, keyOf } from './hits.ts';

interface HitKeys {
  hits: readonly Found[];
  /** Brings more, where there is more. */
  more(): void;
  search(): void;
}

/** j and k move, Enter opens, / searches. Answers the key of the hit at which they are. */
export function useHitKeys({ hits, more, search }: HitKeys): string | null {
  const go = useGo();
  const [cursor, setCursor] = useState<string | null>(null);
  const group = t('search.title');
  const move = (step: 1 | -1) => {
    const next = besideHit(hits, cursor, step);
    if (next === undefined) return;
    const key = keyOf(next);
    setCursor(key);
    if (next === hits.at(-1)) more();
    document.querySelector(`#hit-${CSS.escape(key)}`)?.scrollIntoView({ block: 'nearest' });
  };
  const open = () => {
    const hit = hits.find((one) => keyOf(one) === cursor);
    if (hit !== undefined) go(hit.to);
  };
  useShortcuts([
    { keys: 'j', label: t('search.act.next'), group, isHidden: true, run: () => move(1) },
    { keys: 'k', label: t('search.act.previous'), group, isHidden: true, run: () => move(-1) },
    { keys: 'Enter', label: t('search.act.open'), group, isHidden: true, run: open },
    { keys: '/', label: t('search.act.search'), group, isHidden: true, run: search },
  ]);
  return cursor;
}
