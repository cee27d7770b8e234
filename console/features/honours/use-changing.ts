import { changingOf } from '../../components/use-changing.ts';

/** Does something to honours and shows what is there now; `useSaving` and `useKeeping` are for forms, which say themselves what went wrong. */
export const { useChanging, useKeeping, useSaving } = changingOf('honours');
