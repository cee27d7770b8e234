import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Circle, CircleCheck } from 'lucide-react';
import { queries } from '../../../api/queries.ts';
import { useCan } from '../../../app/session.ts';
import { WhoCan } from '../../../app/who-can.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { Page } from '../../../components/page.tsx';
import { SkeletonRows } from '../../../components/progress.tsx';
import { t } from '../../../i18n/index.ts';
import { STEPS } from '../../welcome/steps.ts';

/** What the first run asked, what was skipped, and the way back to each. */
export function FirstStepsPage() {
  const { data, error, refetch } = useQuery(queries.brand());
  const mayManage = useCan()('brand.manage');
  return (
    <Page title={t('settings.firstSteps')} text={t('settings.firstSteps.text')}>
      {data === undefined ? (
        error === null ? (
          <SkeletonRows count={3} label={t('common.loading')} />
        ) : (
          <ErrorState error={error} onRetry={() => void refetch()} />
        )
      ) : (
        <div className="stack">
          <WhoCan permission="brand.manage" action={t('settings.brand.changing')} />
          <ol className="list steps-list">
            {STEPS.map((step) => {
              const isDone = data.steps[step];
              return (
                <li key={step} className={`list-row ${isDone ? 'step-done' : 'step-open'}`}>
                  {isDone ? <CircleCheck size={16} aria-hidden /> : <Circle size={16} aria-hidden />}
                  <div className="row-main">
                    <div className="row-title">
                      <strong>{t(`welcome.${step}.title`)}</strong>
                      <span className="muted">
                        {t(isDone ? 'settings.firstSteps.done' : 'settings.firstSteps.open')}
                      </span>
                    </div>
                    <p>{t(`welcome.${step}.text`)}</p>
                  </div>
                  {mayManage && (
                    <Link to={`/welcome?step=${step}` as string} className="button button-secondary button-s">
                      {t(isDone ? 'settings.firstSteps.look' : 'settings.firstSteps.do')}
                    </Link>
                  )}
                </li>
              );
            })}
          </ol>
        </div>
      )}
    </Page>
  );
}
