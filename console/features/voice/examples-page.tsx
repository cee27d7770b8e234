import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Sparkles } from 'lucide-react';
import { useState } from 'react';
import { useLive } from '../../app/live.ts';
import { ErrorState } from '../../components/error-state.tsx';
import '../../components/field.css';
import { EmptyState, Page } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t } from '../../i18n/index.ts';
import { useDebounced } from '../../components/use-debounced.ts';
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
      {(q !== '' || (data?.length ?? 0) > 3) && (
        <input
          type="search"
          className="input voice-search"
          aria-label={t('voice.examples.search')}
          placeholder={t('voice.examples.search')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <SkeletonRows count={4} label={t('common.loading')} />}
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
