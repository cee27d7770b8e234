import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import { type Checked, compileGuide } from '#lib/voice/index.ts';
import type { ConversationDetail } from '../../api/types.ts';
import { useLive } from '../../app/live.ts';
import { useCan } from '../../app/session.ts';
import { voiceQueries } from './queries.ts';
import type { ContextView } from './types.ts';

export interface Voice {
  context: ContextView | undefined;
  /** What the guide says of the text; an empty one until the guide is there. */
  checked: Checked;
}

const NOTHING: Checked = { findings: [], language: null, ease: null, words: 0, characters: 0 };

/** Checks here, not on the server: typing waits for nothing, and on a slow machine the marks come a moment after the letters. */
export function useVoice(detail: ConversationDetail, text: string): Voice {
  const mayRead = useCan()('voice.read');
  const queryClient = useQueryClient();
  const { data: context } = useQuery({
    ...voiceQueries.context(detail.id, `${detail.lastPostAt} ${detail.status}`),
    enabled: mayRead,
  });
  useLive('voice.changed', () => void queryClient.invalidateQueries({ queryKey: ['voice'] }));
  const guide = useMemo(() => (context === undefined ? undefined : compileGuide(context.guide)), [context]);
  const settled = useDeferredValue(text);
  const found = useMemo(() => guide?.check(settled), [guide, settled]);
  // Marks of an older text would stand beside other words.
  return { context, checked: found !== undefined && settled === text ? found : NOTHING };
}
