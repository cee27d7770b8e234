import type { App } from '#platform/app/index.ts';
import type { PassingPost } from './domain.ts';
import { selectPassing, selectState } from './store.ts';

/** What the sample is and how much it stands for. */
export interface PassingSample {
  /** Posts in it. */
  count: number;
  /** Posts that passed meanwhile, as the sample reckons. */
  represents: number;
  /** Hours since posts are chosen, at most 24. */
  hours: number;
  /** Share of what passes that is chosen now. */
  share: number;
}

export interface PassingFound {
  key: string;
  share: number;
  at: Date;
  post: PassingPost;
}

export async function readSample(app: App): Promise<PassingSample> {
  const { since, ...state } = await selectState(app);
  return { ...state, hours: Math.max(0, app.clock.now().getTime() - since.getTime()) / 3_600_000 };
}

const STEP = 1000;

/** Posts of the sample that the text search query lets through and `isMatch` says yes to, newest first. Stops early when `isOver` says so. */
export async function findPassing(
  app: App,
  tsquery: string | undefined,
  isMatch: (post: PassingPost) => boolean,
  isOver: () => boolean = () => false,
): Promise<{ found: PassingFound[]; isComplete: boolean }> {
  const found: PassingFound[] = [];
  const newestFirst = () => found.sort((a, b) => b.at.getTime() - a.at.getTime());
  for (let after: string | null = null; ;) {
    const rows = await selectPassing(app, tsquery, after, STEP);
    for (const row of rows) if (isMatch(row.post)) found.push(row);
    if (rows.length < STEP) return { found: newestFirst(), isComplete: true };
    if (isOver()) return { found: newestFirst(), isComplete: false };
    after = rows.at(-1)!.key;
  }
}
