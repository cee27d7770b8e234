import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../../api/client.ts';
import type { CopiesView, PostView } from '../../api/types.ts';
import { type FoldedRow, foldPosts, partsOf } from './fold.ts';

/** A list of posts with those folded that say the same. Until it is known, and where it fails, every post has its row. */
export function useFolded(posts: readonly PostView[]): FoldedRow<PostView>[] {
  const copies = useQueries({
    queries: partsOf(posts.map(({ id }) => id)).map((ids) => ({
      queryKey: ['copies', ids.join(',')],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api.get<{ items: CopiesView[] }>('/copies', { posts: ids.join(',') }, signal),
      staleTime: 60_000,
    })),
    combine: (answers) =>
      new Map(answers.flatMap(({ data }) => data?.items ?? []).map((view) => [view.postId, view])),
  });
  return useMemo(() => foldPosts(posts, copies), [posts, copies]);
}
