import type { ConversationRow } from '../../api/types.ts';
import type { Tone } from '../../components/badge.tsx';
import { shortSpan } from '../../format/time.ts';
import { t } from '../../i18n/index.ts';

export type PromiseChip = NonNullable<ConversationRow['promise']>;

/** What a chip says of a promise, and how loud: “First answer due in 12 min”. */
export function chipWords(promise: PromiseChip, now: number): { text: string; tone: Tone } {
  const what = t(`promises.kind.${promise.kind}`);
  if (promise.dueAt === null) return { text: t('promises.chip.paused', { what }), tone: 'neutral' };
  const left = Date.parse(promise.dueAt) - now;
  if (promise.isMissed || left < 0)
    return { text: t('promises.chip.late', { what, span: shortSpan(-left) }), tone: 'bad' };
  return {
    text: t('promises.chip.due', { what, span: shortSpan(left) }),
    tone: promise.isSoon ? 'warn' : 'neutral',
  };
}
