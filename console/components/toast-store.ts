export interface ToastAction {
  label: string;
  /** Key shown on the button. */
  shortcut?: string;
  run(): void;
}

export interface Toast {
  id: number;
  text: string;
  tone: 'ok' | 'bad';
  action?: ToastAction;
  /** Leads to what came about. */
  open?: ToastAction;
  /** How far it is; such a toast stays until somebody takes it away. */
  progress?: { done: number; total: number };
}

const AT_ONCE = 3;
let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

/** Shows a line at the bottom for some seconds; at most three stand at once. Returns its id. */
export function showToast(toast: Omit<Toast, 'id' | 'tone'> & { tone?: Toast['tone'] }): number {
  lastId += 1;
  toasts = [...toasts, { id: lastId, tone: 'ok' as const, ...toast }].slice(-AT_ONCE);
  notify();
  return lastId;
}

/** Puts something else into a toast that still stands. */
export function changeToast(id: number, change: Partial<Omit<Toast, 'id'>>): void {
  if (!toasts.some((toast) => toast.id === id)) return;
  toasts = toasts.map((toast) => (toast.id === id ? { ...toast, ...change } : toast));
  notify();
}

export function dismissToast(id: number): void {
  if (!toasts.some((toast) => toast.id === id)) return;
  toasts = toasts.filter((toast) => toast.id !== id);
  notify();
}

export function listToasts(): readonly Toast[] {
  return toasts;
}

export function onToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function notify(): void {
  for (const listener of listeners) listener();
}
