import { messageOf } from '../api/errors.ts';
import { changeToast, dismissToast, showToast } from '../components/toast-store.ts';
import { t } from '../i18n/index.ts';

/** What the server changes at once, all or none. */
export const PART = 500;

export interface Parts<Answer> {
  answers: Answer[];
  /** What was not sent any more after a part failed, that part included, and why. */
  left: { ids: string[]; error: unknown } | null;
}

/**
 * Sends ids in parts, one after the other, and shows how far it is when there are several. What was done stays when a later part fails; when the
 * first one does, this throws.
 */
export async function inParts<Answer>(
  ids: readonly string[],
  text: string,
  send: (part: readonly string[]) => Promise<Answer>,
): Promise<Parts<Answer>> {
  if (ids.length <= PART) return { answers: [await send(ids)], left: null };
  const answers: Answer[] = [];
  const shown = showProgress(text, ids.length);
  try {
    for (let start = 0; start < ids.length; start += PART) {
      answers.push(await send(ids.slice(start, start + PART)));
      shown.see(Math.min(start + PART, ids.length));
    }
    return { answers, left: null };
  } catch (error) {
    if (answers.length === 0) throw error;
    return { answers, left: { ids: ids.slice(answers.length * PART), error } };
  } finally {
    shown.end();
  }
}

/** Takes the parts back, the last one first. */
export async function undoParts<Answer>(
  text: string,
  undos: readonly string[],
  send: (undo: string) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  const shown = undos.length > 1 ? showProgress(t('common.parts.undo', { text }), undos.length) : undefined;
  try {
    for (const undo of undos.toReversed()) {
      answers.push(await send(undo));
      shown?.see(answers.length);
    }
    return answers;
  } finally {
    shown?.end();
  }
}

/** Says how many of them stayed as they were, and why. */
export function tellLeft({ left }: Parts<unknown>, total: number): void {
  if (left === null) return;
  const problem = messageOf(left.error);
  showToast({ text: t('common.parts.left', { count: left.ids.length, total, problem }), tone: 'bad' });
}

function showProgress(text: string, total: number) {
  const wordsAt = (done: number) => ({
    text: t('common.parts', { text, done, total }),
    progress: { done, total },
  });
  const id = showToast(wordsAt(0));
  return { see: (done: number) => changeToast(id, wordsAt(done)), end: () => dismissToast(id) };
}
