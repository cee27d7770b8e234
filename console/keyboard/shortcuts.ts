import { useEffect, useId, useSyncExternalStore } from 'react';
import { type Binding, find, nameOf } from './keys.ts';
import { TypedAhead } from './typed-ahead.ts';

export interface Shortcut extends Binding {
  /** What it does, in words, for the help and the palette. */
  label: string;
  /** Heading in the help. */
  group: string;
  run(): void;
  /** Left out of the command palette, like moving up and down. */
  isHidden?: boolean;
}

/** Makes keys work while the calling component is on screen. When two want the same key, the one that came last has it. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const id = useId();
  useEffect(() => setLayer(id, shortcuts));
  useEffect(() => () => removeLayer(id), [id]);
}

/** Everything that has a key now, for the help and the palette. */
export function useAllShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(subscribe, snapshot);
}

const ahead = new TypedAhead();

/** Says that a shortcut brings a field to write in: what is typed until it has the focus lands there. */
export const expectField = (): void => ahead.expect(performance.now());

/** Begins to listen to the keyboard. Returns the function that ends it. */
export function listenToKeyboard(target: Document): () => void {
  let prefix: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const press = nameOf(event);
    if (press === null) return;
    const where = placeOf(event.target);
    if (where === 'page' && ahead.takes(event, performance.now())) return event.preventDefault();
    const found = find(all(), press, prefix, where !== 'page');
    clearTimeout(timer);
    prefix = null;
    if (found.kind === 'none') return;
    if (found.kind === 'wait') {
      prefix = found.prefix;
      timer = setTimeout(() => (prefix = null), 1200);
      return;
    }
    // Enter and Space on a link or button belong to that link or button.
    if (where === 'page' && isPressable(event.target) && (press === 'Enter' || press === 'Space')) return;
    event.preventDefault();
    found.binding.run();
  };
  const onFocus = (event: FocusEvent) => {
    const text = placeOf(event.target) === 'field' ? ahead.handOver() : '';
    // Behind whoever gave the field the focus, and before the next press; unlike a value that is set, this is an input that can be undone.
    if (text !== '') queueMicrotask(() => target.execCommand('insertText', false, text));
  };
  const onPointer = () => ahead.forget();
  target.addEventListener('keydown', onKeyDown);
  target.addEventListener('focusin', onFocus);
  target.addEventListener('pointerdown', onPointer);
  return () => {
    clearTimeout(timer);
    target.removeEventListener('keydown', onKeyDown);
    target.removeEventListener('focusin', onFocus);
    target.removeEventListener('pointerdown', onPointer);
  };
}

export const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);

const layers = new Map<string, readonly Shortcut[]>();
let cached: readonly Shortcut[] | null = null;
const listeners = new Set<() => void>();

/** Takes the newest functions on every render, but tells the listeners only when a key or its words changed. */
function setLayer(id: string, shortcuts: readonly Shortcut[]): void {
  const isSame = signature(layers.get(id)) === signature(shortcuts);
  layers.set(id, shortcuts);
  if (!isSame) notify();
}

function removeLayer(id: string): void {
  layers.delete(id);
  notify();
}

function signature(shortcuts: readonly Shortcut[] | undefined): string | undefined {
  return shortcuts?.map((shortcut) => `${shortcut.keys}\u0000${shortcut.label}`).join('\u0001');
}

function all(): readonly Shortcut[] {
  return [...layers.values()].flat();
}

function snapshot(): readonly Shortcut[] {
  cached ??= all();
  return cached;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function notify(): void {
  cached = null;
  for (const listener of listeners) listener();
}

/** Dialogs, menus and lists that are open have their own keys, like fields. */
function placeOf(target: EventTarget | null): 'field' | 'overlay' | 'page' {
  if (!(target instanceof HTMLElement)) return 'page';
  if (
    target.isContentEditable ||
    target.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=button])')
  )
    return 'field';
  return target.closest('[role=dialog], [role=alertdialog], [role=menu], [role=listbox]') === null
    ? 'page'
    : 'overlay';
}

function isPressable(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.matches('a, button, summary, [role=button], [role=tab], input')
  );
}
