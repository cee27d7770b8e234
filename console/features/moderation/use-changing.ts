import { changingOf } from '../../components/use-changing.ts';

/** For forms that change what keeps order: they say themselves what went wrong, and show what is there now. */
export const { useKeeping, useSaving } = changingOf('moderation');
