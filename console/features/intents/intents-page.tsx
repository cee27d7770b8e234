import { useQuery, useQueryClient } from '@tanstack/react-query';
import { FileUp, Plus, Tags } from 'lucide-react';
import { useState } from 'react';
import { useLive } from '../../app/live.ts';
import { useCan } from '../../app/session.ts';
import { undoLast } from '../../app/undo.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { Button } from '../../components/button.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { EmptyState, Page, Section } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import { useShortcuts } from '../../keyboard/shortcuts.ts';
import { IntentRow } from './intent-row.tsx';
import './intents.css';
import { LinesDialog } from './lines-dialog.tsx';
import { NewIntent } from './new-intent.tsx';
import { intentQueries } from './queries.ts';
import { TrainingPanel } from './training-panel.tsx';
import { TryPanel } from './try-panel.tsx';
import type { IntentsOverview } from './types.ts';

/** What customers may want of the company, learnt from examples. */
export function IntentsPage() {
  const { data, error, isPending, refetch } = useQuery(intentQueries.overview());
  const [open, setOpen] = useState<'import' | 'new' | null>(null);
  const mayWrite = useCan()('intents.write');
  useIntentsLive();
  useShortcuts([
    {
      keys: 'z',
      label: t('shell.key.undo'),
      group: t('intents.title'),
      run: () => void undoLast().catch(toastError),
    },
  ]);
  const actions = mayWrite && (
    <>
      <Button icon={FileUp} onClick={() => setOpen('import')}>
        {t('intents.import')}
      </Button>
      <Button icon={Plus} onClick={() => setOpen('new')}>
        {t('intents.new')}
      </Button>
    </>
  );
  return (
    <Page title={t('intents.title')} text={t('intents.text')} actions={actions}>
      <div className="stack">
        <WhoCan permission="intents.write" action={t('intents.changing')} />
        {error !== null && data === undefined ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : isPending ? (
          <SkeletonRows count={5} label={t('common.loading')} />
        ) : data.items.length === 0 && data.active === null ? (
          <EmptyState icon={Tags} title={t('intents.empty.title')} text={t('intents.empty.text')} />
        ) : (
          <Full overview={data} mayWrite={mayWrite} />
        )}
      </div>
      {open === 'import' && <LinesDialog onClose={() => setOpen(null)} />}
      {open === 'new' && <NewIntent onClose={() => setOpen(null)} />}
    </Page>
  );
}

function Full({ overview, mayWrite }: { overview: IntentsOverview; mayWrite: boolean }) {
  return (
    <>
      <TrainingPanel overview={overview} mayWrite={mayWrite} />
      {overview.active !== null && <TryPanel />}
      <Section title={t('intents.list')} text={t('intents.list.text')}>
        <ul className="list">
          {overview.items.map((intent) => (
            <IntentRow key={intent.id} intent={intent} mayWrite={mayWrite} />
          ))}
        </ul>
      </Section>
    </>
  );
}

/** Keeps the screen true while others change examples and a training goes on. */
function useIntentsLive(): void {
  const queryClient = useQueryClient();
  const renew = () => void queryClient.invalidateQueries({ queryKey: ['intents'] });
  useLive('intents.changed', renew);
  useLive('intents.activated', renew);
  useLive('intents.training', ({ modelId, state, progress }) => {
    if (state !== 'running') return renew();
    queryClient.setQueryData<IntentsOverview>(['intents'], (was) =>
      was?.latest?.id === modelId ? { ...was, latest: { ...was.latest, progress } } : was,
    );
  });
}
