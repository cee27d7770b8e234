import { messageOf } from '../api/errors.ts';
import { showToast } from './toast-store.ts';

/** Says that something failed, in the server's words. */
export function toastError(error: unknown): void {
  showToast({ text: messageOf(error), tone: 'bad' });
}
