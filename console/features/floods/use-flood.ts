import { useMutation, useQueryClient } from '@tanstack/react-query';
import { isReleased, letInOf, releaseOf } from './flood-acts.ts';

/** What can be done with what is held behind a conversation. */
export function useFlood(id: string) {
  const queryClient = useQueryClient();
  const letIn = useMutation(letInOf(queryClient, id));
  const release = useMutation(releaseOf(queryClient, id));
  return { letIn, release, isReleased: isReleased(release) };
}
