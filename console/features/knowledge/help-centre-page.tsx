import { useQuery } from '@tanstack/react-query';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { TextField } from '../../components/field.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { SiteForm } from '../../components/site/site-form.tsx';
import { t } from '../../i18n/index.ts';
import { knowledgeQueries } from './queries.ts';
import type { CentreSettings, CentreView } from './types.ts';

/** Whether there is a public help centre, and how it looks. */
export function HelpCentrePage() {
  const centre = useQuery(knowledgeQueries.centre());
  return (
    <Page title={t('knowledge.centre')} text={t('knowledge.centre.text')}>
      <div className="stack">
        <WhoCan permission="knowledge.manage" action={t('knowledge.centre.changing')} />
        <Loaded query={centre} rows={5}>
          {(view) => <Form given={view} />}
        </Loaded>
      </div>
    </Page>
  );
}

function Form({ given: { url, ...given } }: { given: CentreView }) {
  const mayManage = useCan()('knowledge.manage');
  return (
    <SiteForm<CentreSettings>
      given={given}
      url={url}
      path="/knowledge/centre"
      known="knowledge"
      mayManage={mayManage}
      openLabel={t('knowledge.centre.switch')}
      languagesHint={t('knowledge.centre.languages.hint')}
      savedWords={(isOpen) => t(isOpen ? 'knowledge.centre.isOpen' : 'knowledge.centre.isClosed')}
    >
      {(form, set) => (
        <>
          <TextField
            type="url"
            label={t('knowledge.centre.contact')}
            hint={t('knowledge.centre.contact.hint')}
            isOptional
            value={form.contactUrl ?? ''}
            onChange={(event) => set({ contactUrl: event.target.value || null })}
          />
          <TextField
            type="number"
            min={7}
            max={2000}
            label={t('knowledge.centre.review')}
            hint={t('knowledge.centre.review.hint')}
            isOptional
            value={form.reviewAfterDays ?? ''}
            onChange={(event) =>
              set({ reviewAfterDays: event.target.value === '' ? null : Number(event.target.value) })
            }
          />
        </>
      )}
    </SiteForm>
  );
}
