import { toastError } from '../components/toast-error.ts';
import { t } from '../i18n/index.ts';
import { useShortcuts } from '../keyboard/shortcuts.ts';
import { undoLast } from './undo.ts';

/** The key that toasts with an undo show; `group` is the screen's name in the list of keys. */
export function useUndoKey(group: string): void {
  useShortcuts([
    { keys: 'z', label: t('shell.key.undo'), group, run: () => void undoLast().catch(toastError) },
  ]);
}
