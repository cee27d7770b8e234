import { changingOf } from '../../components/use-changing.ts';

/** Does something to the community and shows what is there now; `useSaving` and `useKeeping` are for forms, which say themselves what went wrong. */
export const { useChanging, useKeeping, useSaving } = changingOf('community');
