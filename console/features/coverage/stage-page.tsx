import { useQuery } from '@tanstack/react-query';
import { useLive } from '../../app/live.ts';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { Callout } from '../../components/callout.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Page, Section } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t } from '../../i18n/index.ts';
import { CoverageNav } from './coverage-nav.tsx';
import './coverage.css';
import { coverageQueries } from './queries.ts';
import { StageFigures } from './stage-figures.tsx';
import { StageForm } from './stage-form.tsx';

/** Take it slow: who may send, and the figures that say when to let more people speak. */
export function StagePage() {
  const stage = useQuery(coverageQueries.stage());
  const mayManage = useCan()('coverage.manage');
  useLive('coverage.changed', () => void stage.refetch());
  return (
    <Page title={t('coverage.title')} text={t('coverage.stage.text')} toolbar={<CoverageNav />}>
      <div className="stack">
        <WhoCan permission="coverage.manage" action={t('coverage.stage.changing')} />
        {stage.isError ? (
          <ErrorState error={stage.error} onRetry={() => void stage.refetch()} />
        ) : stage.isPending ? (
          <SkeletonRows count={4} label={t('common.loading')} />
        ) : (
          <>
            <Callout
              tone={stage.data.advice.isTime ? 'warn' : 'info'}
              title={
                stage.data.advice.isTime && stage.data.advice.next
                  ? t('coverage.stage.time', { next: t(`coverage.stage.${stage.data.advice.next}`) })
                  : t('coverage.stage.stay')
              }
            >
              {stage.data.advice.reasons.map((reason) => (
                <p key={reason}>{reason}</p>
              ))}
            </Callout>
            <Section title={t('coverage.stage.who')}>
              <StageForm key={stage.data.since} stage={stage.data} mayManage={mayManage} />
            </Section>
            <Section title={t('coverage.figures')} text={t('coverage.figures.text')}>
              <StageFigures figures={stage.data.figures} />
            </Section>
          </>
        )}
      </div>
    </Page>
  );
}
