import { definePort, type App } from '#platform/app/index.ts';
import type { QueryDocument } from '#lib/query/index.ts';

/** What is understood of a post, in the form in which searches ask for it. */
export type UnderstoodFacts = Pick<
  QueryDocument,
  'langs' | 'country' | 'region' | 'city' | 'lat' | 'lon' | 'sentiment' | 'labels'
>;

export interface UnderstoodPosts {
  /** By post id; posts that are left out are known by what their network states alone. */
  of(
    app: App,
    posts: readonly { id: string; title: string | null; text: string; langs: readonly string[] }[],
  ): Promise<ReadonlyMap<string, UnderstoodFacts>>;
}

/** Asked by searches among stored posts only: topics decide on arrival, by what is stated. Without an answer nothing is understood. */
export const understoodPort = definePort<UnderstoodPosts>('topics.understood');
