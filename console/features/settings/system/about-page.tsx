import { useQuery } from '@tanstack/react-query';
import { queries } from '../../../api/queries.ts';
import { Page } from '../../../components/page.tsx';
import { t } from '../../../i18n/index.ts';

export function AboutPage() {
  const session = useQuery(queries.session()).data;
  return (
    <Page title={t('settings.about')} text={t('settings.about.text')}>
      <dl className="about">
        <dt>{t('settings.about.version')}</dt>
        <dd className="figures">{session?.version ?? '–'}</dd>
        <dt>{t('settings.about.mail')}</dt>
        <dd>{t(session?.mail === true ? 'settings.about.mail.on' : 'settings.about.mail.off')}</dd>
        <dt>{t('settings.about.api')}</dt>
        <dd>
          <a href="/api">/api</a> · <a href="/api/v1/openapi.json">OpenAPI</a>
        </dd>
        <dt>{t('settings.about.license')}</dt>
        <dd>Apache-2.0</dd>
      </dl>
    </Page>
  );
}
