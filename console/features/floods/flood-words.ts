import { shortNumber } from '../../format/number.ts';
import { t, tn } from '../../i18n/index.ts';
import type { FloodMark } from './queries.ts';

/** The server counts no more posts of a flood than this: from here on its figures are the least there is. */
export const MOST_COUNTED = 1000;

/** For a row: how many more threads of the sender stand behind it. */
export function chipWords({ threads, posts }: FloodMark): string {
  return posts < MOST_COUNTED
    ? tn('floods.chip', threads)
    : t('floods.chip.most', { count: shortNumber(threads) });
}

/** For the conversation in front. */
export function titleWords({ threads, posts }: FloodMark, name: string): string {
  return posts < MOST_COUNTED
    ? tn('floods.title', threads, { name })
    : t('floods.title.most', { count: shortNumber(threads), name });
}
