import { changingOf } from '../../components/use-changing.ts';

/** Does something to reviews and shows what is there now; `useSaving` is for dialogs, which say themselves what went wrong. */
export const { useChanging, useSaving } = changingOf('reviews');
