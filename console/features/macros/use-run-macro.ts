import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import type { ConversationDetail } from '../../api/types.ts';
import { useLive } from '../../app/live.ts';
import { offerUndo } from '../../app/undo.ts';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t, tn } from '../../i18n/index.ts';
import { tellDraft } from '../inbox/outside-draft.ts';
import { outcome } from './draft.ts';
import { macroQueries, type MacroRunView, type MacroView } from './queries.ts';

/** Without a word of the server's it is asked this often. */
const LOOK_MS = 2000;

/** Does a macro, shows how far it is, says what became of it, and takes all of it back with one undo. */
export function useRunMacro(conversationIds: readonly string[], onDone: () => void) {
  const queryClient = useQueryClient();
  const [running, setRunning] = useState<MacroRunView | null>(null);
  const see = (now: MacroRunView) => {
    if (now.state === 'running') return setRunning(now);
    setRunning(null);
    void renew(queryClient, conversationIds);
    offerUndo({ text: wordsOf(now), undo: () => takeBack(queryClient, now.id, conversationIds) });
    for (const { text } of now.problems.slice(0, 1)) showToast({ text, tone: 'bad' });
    onDone();
  };
  const run = useMutation({
    mutationFn: (macro: MacroView) => api.post<MacroRunView>(`/macros/${macro.id}/run`, { conversationIds }),
    onSuccess: see,
    onError: toastError,
  });
  const look = useEffectEvent(async (id: string) => {
    const asked = { ...macroQueries.run(id), staleTime: 0 };
    const now = await queryClient.fetchQuery(asked).catch(() => undefined);
    if (now) see(now);
  });
  const id = running?.id;
  useLive('macro.progress', ({ runId }) => {
    if (runId === id) void look(runId);
  });
  useEffect(() => {
    if (id === undefined) return;
    const timer = setInterval(() => void look(id), LOOK_MS);
    return () => clearInterval(timer);
  }, [id]);
  return { run, progress: running === null ? null : { done: running.done, total: running.total } };
}

async function takeBack(
  queryClient: QueryClient,
  runId: string,
  conversationIds: readonly string[],
): Promise<void> {
  try {
    const undone = await api.post<MacroRunView>(`/macros/runs/${runId}/undo`);
    const [problem] = undone.problems;
    showToast(problem ? { text: problem.text, tone: 'bad' } : { text: t('common.undone') });
  } catch (error) {
    toastError(error);
  } finally {
    await renew(queryClient, conversationIds);
  }
}

function wordsOf(run: MacroRunView): string {
  const parts = outcome(run).map(([kind, count]) => tn(`macros.did.${kind}`, count));
  return `${run.name}: ${parts.join(', ')}`;
}

/** Everything that a macro may have changed is shown anew, also the draft of the conversation that is open. */
async function renew(queryClient: QueryClient, conversationIds: readonly string[]): Promise<void> {
  for (const queryKey of [['inbox'], ['cases'], ['outbox'], ['macros', 'all']])
    void queryClient.invalidateQueries({ queryKey });
  for (const id of conversationIds) {
    if (queryClient.getQueryData(['inbox', 'detail', id]) === undefined) continue;
    const { draft } = await api.get<ConversationDetail>(`/inbox/${id}`);
    tellDraft(id, draft ?? '');
  }
}
