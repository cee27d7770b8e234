import { useQuery, useQueryClient } from '@tanstack/react-query';
import { BookText } from 'lucide-react';
import { useState } from 'react';
import type { UnderstandingOverview } from '#listen/understanding/schema.ts';
import { useLive } from '../../app/live.ts';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Page, Section } from '../../components/page.tsx';
import { ProgressBar, SkeletonRows } from '../../components/progress.tsx';
import { t } from '../../i18n/index.ts';
import { HeadsTable } from './heads-table.tsx';
import { understandingQueries } from './queries.ts';
import { SlowTier } from './slow-tier.tsx';
import './understanding.css';

/** What understands posts, what people corrected, and what was learned from it. */
export function UnderstandingPage() {
  const queryClient = useQueryClient();
  const { data, error, refetch } = useQuery(understandingQueries.overview());
  const mayManage = useCan()('understanding.manage');
  const renew = () => void queryClient.invalidateQueries({ queryKey: ['understanding', 'overview'] });
  useLive('labels.progress', renew);
  useLive('understanding.changed', renew);
  return (
    <Page title={t('understanding.title')} text={t('understanding.text')} width="wide">
      <div className="stack">
        <WhoCan permission="understanding.manage" action={t('understanding.changing')} />
        {data === undefined ? (
          error === null ? (
            <SkeletonRows count={5} label={t('common.loading')} />
          ) : (
            <ErrorState error={error} onRetry={() => void refetch()} />
          )
        ) : (
          <>
            <BuiltIn overview={data} />
            <HeadsTable overview={data} />
            {mayManage && <SlowTier />}
          </>
        )}
      </div>
    </Page>
  );
}

function BuiltIn({ overview }: { overview: UnderstandingOverview }) {
  const [isOpen, setOpen] = useState(false);
  const { versions, labelling, isWorking } = overview;
  const unique = [...new Set(versions.map(({ version }) => version))].filter(
    (version) => version !== '' && !version.startsWith('company:'),
  );
  return (
    <Section
      title={t('understanding.model')}
      actions={
        <Button icon={BookText} onClick={() => setOpen(true)}>
          {t('understanding.card')}
        </Button>
      }
    >
      {!isWorking && (
        <Callout tone="bad" title={t('understanding.damaged.title')}>
          {t('understanding.damaged.text')}
        </Callout>
      )}
      {isWorking && <p className="muted">{t('understanding.versions', { versions: unique.join(' · ') })}</p>}
      {labelling?.state === 'running' && (
        <>
          <p>{t('understanding.labelling.running', { done: labelling.done, total: labelling.total })}</p>
          <ProgressBar
            value={labelling.done}
            max={labelling.total}
            label={t('understanding.labelling.running', { done: labelling.done, total: labelling.total })}
          />
        </>
      )}
      {labelling?.state === 'done' && <p className="muted">{t('understanding.labelling.done')}</p>}
      {isOpen && <ModelCard onClose={() => setOpen(false)} />}
    </Section>
  );
}

function ModelCard({ onClose }: { onClose(): void }) {
  const { data, error } = useQuery(understandingQueries.card());
  return (
    <Dialog
      title={t('understanding.card')}
      isOpen
      size="l"
      onOpenChange={(open) => (open ? undefined : onClose())}
    >
      {error !== null && <ErrorState error={error} isSmall />}
      {data !== undefined && (
        <pre className="model-card" tabIndex={0}>
          {data.markdown === '' ? t('understanding.card.none') : data.markdown}
        </pre>
      )}
    </Dialog>
  );
}
