import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { queries } from '../../../api/queries.ts';
import { useCan } from '../../../app/session.ts';
import { WhoCan } from '../../../app/who-can.tsx';
import { Callout } from '../../../components/callout.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { Page } from '../../../components/page.tsx';
import { SkeletonRows } from '../../../components/progress.tsx';
import { showToast } from '../../../components/toast-store.ts';
import { t } from '../../../i18n/index.ts';
import { BrandForm } from './brand-form.tsx';

export function BrandPage() {
  const { data, error, refetch } = useQuery(queries.brand());
  const mayManage = useCan()('brand.manage');
  return (
    <Page title={t('settings.brand')} text={t('settings.brand.text')}>
      {data === undefined ? (
        error === null ? (
          <SkeletonRows count={3} label={t('common.loading')} />
        ) : (
          <ErrorState error={error} onRetry={() => void refetch()} />
        )
      ) : (
        <div className="stack">
          <WhoCan permission="brand.manage" action={t('settings.brand.changing')} />
          {data.isSample && (
            <Callout actions={<Link to={'/settings/sample' as string}>{t('settings.sample')}</Link>}>
              {t('settings.brand.isSample')}
            </Callout>
          )}
          <BrandForm
            key={data.name}
            brand={data}
            submit={t('common.save')}
            isDisabled={!mayManage}
            onSaved={() => showToast({ text: t('settings.brand.saved') })}
            more={
              <Link to={'/welcome?step=topics' as string} className="button button-ghost button-m">
                {t('settings.brand.suggestions')}
              </Link>
            }
          />
        </div>
      )}
    </Page>
  );
}
