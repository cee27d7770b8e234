import { isWorthAnotherTry } from '../api/errors.ts';
import { dismissToast, showToast, type ToastAction } from '../components/toast-store.ts';
import { toastError } from '../components/toast-error.ts';
import { t } from '../i18n/index.ts';

export interface Undoable {
  /** Said in the toast: what was done. */
  text: string;
  undo(): Promise<void>;
  /** Leads to what came about. */
  open?: ToastAction;
}

const KEPT = 50;
let done: { undoable: Undoable; toast: number }[] = [];

/** Says what was done, with a button to undo it, and remembers it for the `z` key. */
export function offerUndo(undoable: Undoable): void {
  const toast = showToast({
    text: undoable.text,
    ...(undoable.open && { open: undoable.open }),
    action: { label: t('common.undo'), shortcut: 'z', run: () => void undoThis(undoable).catch(toastError) },
  });
  done = [...done, { undoable, toast }].slice(-KEPT);
}

/** Undoes the newest thing that was not undone yet. */
export async function undoLast(): Promise<void> {
  const last = done.at(-1);
  if (last === undefined) {
    showToast({ text: t('common.nothingToUndo') });
    return;
  }
  await undoThis(last.undoable);
}

/** Forgets something that did not come about, so that there is nothing to undo. */
export function forgetUndo(undoable: Undoable): void {
  const entry = done.find((other) => other.undoable === undoable);
  if (entry === undefined) return;
  done = done.filter((other) => other !== entry);
  dismissToast(entry.toast);
}

async function undoThis(undoable: Undoable): Promise<void> {
  forgetUndo(undoable);
  try {
    await undoable.undo();
  } catch (error) {
    if (isWorthAnotherTry(error)) offerUndo(undoable);
    throw error;
  }
}
