import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Sparkles } from 'lucide-react';
import { useState } from 'react';
import { useLive } from '../../app/live.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { TextField } from '../../components/field.tsx';
import { EmptyState, Page } from '../../components/page.tsx';
import { t } from '../../i18n/index.ts';
import { useDebounced } from '../topics/use-debounced.ts';
import { ExampleItem } from './example-item.tsx';
import { voiceQueries } from './queries.ts';
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
          <ExampleItem key={example.id} example={example} onGone={renew} />
        ))}
      </ul>
    </Page>
  );
}
