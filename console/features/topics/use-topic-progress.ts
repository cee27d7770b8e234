import { useQueryClient } from '@tanstack/react-query';
import type { LiveEvents } from '../../api/live.ts';
import type { Page } from '../../api/client.ts';
import type { TopicView } from '../../api/types.ts';
import { useLive } from '../../app/live.ts';
import type { TopicDetail } from './types.ts';

type Progress = LiveEvents['topic.progress'];

/** Keeps the search of stored posts up to date on screen, without asking for anything until it is over. */
export function useTopicProgress(): void {
  const queryClient = useQueryClient();
  useLive('topic.progress', (progress) => {
    queryClient.setQueryData<Page<TopicView>>(
      ['topics'],
      (page) => page && { ...page, items: page.items.map((topic) => withProgress(topic, progress)) },
    );
    queryClient.setQueryData<TopicDetail>(
      ['topics', progress.topicId],
      (topic) => topic && withProgress(topic, progress),
    );
    if (progress.state === 'done') void queryClient.invalidateQueries({ queryKey: ['topics'] });
  });
}

export function withProgress<T extends TopicView>(topic: T, progress: Progress): T {
  if (topic.id !== progress.topicId) return topic;
  const { topicId: _topicId, ...backfill } = progress;
  return { ...topic, backfill };
}
