import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Sparkles, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useLive } from '../../app/live.ts';
import { useCan } from '../../app/session.ts';
import { Badge } from '../../components/badge.tsx';
import { IconButton } from '../../components/button.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { TextField } from '../../components/field.tsx';
import { NetworkIcon } from '../../components/network-icon.tsx';
import { EmptyState, Page } from '../../components/page.tsx';
import { Time } from '../../components/time.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import { useDebounced } from '../topics/use-debounced.ts';
import { voiceQueries } from './queries.ts';
import type { ExampleView } from './types.ts';
import { VoiceNav } from './voice-nav.tsx';
import './voice.css';

/** Settings → Voice → Examples: good answers that were kept. */
export function ExamplesPage() {
  const [typed, setTyped] = useState('');
  const q = useDebounced(typed.trim(), 250);
  const queryClient = useQueryClient();
  const renew = () => void queryClient.invalidateQueries({ queryKey: ['voice', 'examples'] });
  useLive('voice.changed', renew);
  const { data, error, refetch } = useQuery(voiceQueries.examples(q));
  return (
    <Page title={t('voice.title')} text={t('voice.examples.text')} toolbar={<VoiceNav />}>
      <TextField
        label={t('voice.examples.search')}
        type="search"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && (
        <EmptyState
          icon={Sparkles}
          title={t(q === '' ? 'voice.examples.none' : 'voice.examples.noneFound')}
          text={t('voice.examples.none.text')}
        />
      )}
      <ul className="voice-rules">
        {data?.map((example) => (
          <Example key={example.id} example={example} onGone={renew} />
        ))}
      </ul>
    </Page>
  );
}

function Example({ example, onGone }: { example: ExampleView; onGone(): void }) {
  const mayWrite = useCan()('voice.write');
  const { id, question, answer, network, language, isPrivate, note, by, at } = example;
  const remove = useMutation({
    mutationFn: () => api.delete(`/voice/examples/${id}`),
    onSuccess: onGone,
    onError: toastError,
  });
  return (
    <li className="voice-example">
      <blockquote dir="auto" lang={language ?? undefined}>
        {question}
      </blockquote>
      <p dir="auto" lang={language ?? undefined}>
        {answer}
      </p>
      <div className="row muted">
        <NetworkIcon network={network} hasName />
        {isPrivate && <Badge isQuiet>{t('voice.example.wasPrivate')}</Badge>}
        <span className="grow">
          {by}, <Time at={at} /> {note}
        </span>
        {mayWrite && (
          <IconButton
            size="s"
            icon={Trash2}
            label={t('voice.example.remove', { text: question.slice(0, 60) })}
            onClick={() => remove.mutate()}
          />
        )}
      </div>
    </li>
  );
}
