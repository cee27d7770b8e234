import { isWorthAnotherTry, messageOf } from '../api/errors.ts';
import { showToast } from '../components/toast-store.ts';
import { t } from '../i18n/index.ts';
import { showProgress } from './in-parts.ts';
import { offerUndo } from './undo.ts';

export interface Undone<Answer> {
  answers: Answer[];
  /** Parts that could not be taken back, and why. */
  failed: { undo: string; error: unknown }[];
}

/** Takes the parts back, the last one first. One that fails keeps none of the others. */
export async function undoParts<Answer>(
  text: string,
  undos: readonly string[],
  send: (undo: string) => Promise<Answer>,
): Promise<Undone<Answer>> {
  const undone: Undone<Answer> = { answers: [], failed: [] };
  const shown = undos.length > 1 ? showProgress(t('common.parts.undo', { text }), undos.length) : undefined;
  for (const [at, undo] of undos.toReversed().entries()) {
    try {
      undone.answers.push(await send(undo));
    } catch (error) {
      undone.failed.push({ undo, error });
    }
    shown?.see(at + 1);
  }
  shown?.end();
  return undone;
}

/** Says how many parts could not be taken back, and why. Those that nobody refused are offered once more, to be taken back by `again`. */
export function tellKept(
  text: string,
  { answers, failed }: Undone<unknown>,
  again: (undos: readonly string[]) => Promise<void>,
): void {
  if (failed.length === 0) return;
  const left = failed.filter(({ error }) => isWorthAnotherTry(error)).map(({ undo }) => undo);
  if (left.length > 0) offerUndo({ text, undo: () => again(left.toReversed()) });
  const [count, total] = [failed.length, answers.length + failed.length];
  const problem = [...new Set(failed.map(({ error }) => messageOf(error)))].join(' ');
  showToast({
    text: total === 1 ? problem : t('common.parts.kept', { count, total, problem }),
    tone: 'bad',
  });
}
