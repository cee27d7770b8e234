import { useSyncExternalStore } from 'react';

const WIDTH = 'rapport.rail';
const FOLDED = 'rapport.rail.folded';
const SMALL = '(max-width: 1279px)';
const listeners = new Set<() => void>();
let folded: ReadonlySet<string> | null = null;

/** Whether only icons are shown: as was chosen on this device, else on small screens. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribe, isNarrow);
}

/** The stages that are folded on this device. */
export function useFolded(): ReadonlySet<string> {
  return useSyncExternalStore(subscribe, () => (folded ??= readFolded()));
}

export function switchRail(): void {
  const width = isNarrow() ? 'wide' : 'narrow';
  document.documentElement.dataset.rail = width;
  keep(WIDTH, width);
  tell();
}

export function foldStage(stage: string, isFolded: boolean): void {
  const next = new Set(folded ?? readFolded());
  if (isFolded) next.add(stage);
  else next.delete(stage);
  folded = next;
  keep(FOLDED, [...next].join(' '));
  tell();
}

function isNarrow(): boolean {
  const { rail } = document.documentElement.dataset;
  return rail === undefined ? matchMedia(SMALL).matches : rail === 'narrow';
}

function subscribe(listener: () => void): () => void {
  const small = matchMedia(SMALL);
  listeners.add(listener);
  small.addEventListener('change', listener);
  return () => {
    listeners.delete(listener);
    small.removeEventListener('change', listener);
  };
}

function tell(): void {
  for (const listener of listeners) listener();
}

function readFolded(): ReadonlySet<string> {
  try {
    return new Set((localStorage.getItem(FOLDED) ?? '').split(' '));
  } catch {
    return new Set();
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Private windows may refuse storage; the choice then lasts as long as the page.
  }
}
