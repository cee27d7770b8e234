import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api } from '../../api/client.ts';
import { ApiError } from '../../api/errors.ts';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { changesOf } from './draft.ts';
import type { TopicDetail, TopicDraft } from './types.ts';

interface SaveOptions {
  topic: TopicDetail | undefined;
  draft: TopicDraft;
  onSaved(saved: TopicDetail): void;
}

/** Saves the draft; asks first when an example fails, also when only the server knows. */
export function useSaveTopic({ topic, draft, onSaved }: SaveOptions) {
  const queryClient = useQueryClient();
  /** True while the screen leaves by itself. */
  const isLeaving = useRef(false);
  const [isAsking, setAsking] = useState(false);
  const save = useMutation({
    mutationFn: (acceptFailing: boolean) =>
      topic === undefined
        ? api.post<TopicDetail>('/topics', { ...draft, name: draft.name.trim(), acceptFailing })
        : api.patch<TopicDetail>(`/topics/${topic.id}`, { ...changesOf(topic, draft), acceptFailing }),
    onSuccess: async (saved) => {
      isLeaving.current = true;
      queryClient.setQueryData(['topics', saved.id], saved);
      await queryClient.invalidateQueries({ queryKey: ['topics'] });
      const isSearching = topic === undefined || saved.query !== topic.query;
      showToast({ text: t(isSearching ? 'topics.saved.searching' : 'topics.saved', { name: saved.name }) });
      onSaved(saved);
      isLeaving.current = false;
    },
    onError: (error) => {
      if (isFailingExamples(error)) setAsking(true);
    },
  });
  return {
    run: (hasFailing: boolean) => (hasFailing ? setAsking(true) : save.mutate(false)),
    isLeaving,
    /** Says that the screen leaves by itself, so nobody is asked. */
    leave: () => {
      isLeaving.current = true;
    },
    isBusy: save.isPending,
    error: isFailingExamples(save.error) ? null : save.error,
    isAsking,
    setAsking,
    anyway: () => save.mutateAsync(true),
  };
}

function isFailingExamples(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'topic.examples_fail';
}
