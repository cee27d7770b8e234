import { isUnanswered, messageOf } from '../api/errors.ts';
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

/** Says how many of them stayed as they were, and why; of a part that nobody answered, that it may have been done. */
export function tellLeft({ left }: Parts<unknown>, total: number): void {
  if (left === null) return;
  const count = left.ids.length;
  showToast({
    text: isUnanswered(left.error)
      ? wordsUnsure(count, total)
      : t('common.parts.left', { count, total, problem: messageOf(left.error) }),
    tone: 'bad',
  });
}

/** Only the first part of what is left was sent at all. */
function wordsUnsure(left: number, total: number): string {
  const count = Math.min(left, PART);
  const rest = left - count;
  const unsure = t('common.parts.unsure', { count, total });
  return rest === 0 ? unsure : `${unsure} ${t('common.parts.unsent', { rest })}`;
}

/** A toast that tells how far it is. */
export function showProgress(text: string, total: number) {
  const wordsAt = (done: number) => ({
    text: t('common.parts', { text, done, total }),
    progress: { done, total },
  });
  const id = showToast(wordsAt(0));
  return { see: (done: number) => changeToast(id, wordsAt(done)), end: () => dismissToast(id) };
}
