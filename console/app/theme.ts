import { useSyncExternalStore } from 'react';

export type Theme = 'system' | 'light' | 'dark';
const KEY = 'rapport.theme';
const listeners = new Set<() => void>();

export function useTheme(): Theme {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => {
      const theme = document.documentElement.dataset.theme;
      return theme === 'light' || theme === 'dark' ? theme : 'system';
    },
  );
}

/** Shows the theme and remembers it on this device. */
export function setTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    if (theme === 'system') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // Private windows may refuse storage; the theme then lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

/** From what is seen now to the other. */
export function switchTheme(): void {
  const chosen = document.documentElement.dataset.theme;
  const isDark =
    chosen === 'dark' || (chosen === undefined && matchMedia('(prefers-color-scheme: dark)').matches);
  setTheme(isDark ? 'light' : 'dark');
}
