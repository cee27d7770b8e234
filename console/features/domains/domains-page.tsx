import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Globe, Plus } from 'lucide-react';
import { useState } from 'react';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { EmptyState, Page } from '../../components/page.tsx';
import { t } from '../../i18n/index.ts';
import { DomainForm } from './domain-form.tsx';
import { DomainRow } from './domain-row.tsx';
import './domains.css';
import { type Domain, domainQueries } from './queries.ts';

/** Names of the company's own for parts of the public site, and how each stands. */
export function DomainsPage() {
  const mayManage = useCan()('domains.manage');
  return mayManage ? (
    <Manage />
  ) : (
    <Page title={t('domains.title')} text={t('domains.text')}>
      <WhoCan permission="domains.manage" action={t('domains.changing')} />
    </Page>
  );
}

function Manage() {
  const queryClient = useQueryClient();
  const domains = useQuery(domainQueries.all());
  const [editing, setEditing] = useState<Domain | 'new' | null>(null);
  const renew = () => void queryClient.invalidateQueries({ queryKey: ['domains'] });
  const items = domains.data?.items ?? [];
  const add = (
    <Button variant="primary" icon={Plus} onClick={() => setEditing('new')}>
      {t('domains.add')}
    </Button>
  );
  const edited = editing === 'new' || editing === null ? undefined : editing;
  return (
    <Page title={t('domains.title')} text={t('domains.text')} actions={items.length > 0 && add}>
      <div className="stack">
        <Loaded query={domains} rows={2}>
          {({ mainHost }) =>
            items.length === 0 ? (
              <EmptyState
                icon={Globe}
                title={t('domains.empty')}
                text={t('domains.emptyText')}
                actions={add}
              />
            ) : (
              <ul className="list">
                {items.map((domain) => (
                  <DomainRow
                    key={domain.id}
                    domain={domain}
                    mainHost={mainHost}
                    onEdit={() => setEditing(domain)}
                    onChanged={renew}
                  />
                ))}
              </ul>
            )
          }
        </Loaded>
        {items.some(({ parts }) => parts.includes('community')) && <Callout>{t('domains.signIn')}</Callout>}
      </div>
      <Dialog
        title={edited === undefined ? t('domains.add') : t('common.change', { name: edited.host })}
        isOpen={editing !== null}
        onOpenChange={() => setEditing(null)}
      >
        {editing !== null && (
          <DomainForm
            domain={edited}
            onSaved={() => {
              setEditing(null);
              renew();
            }}
          />
        )}
      </Dialog>
    </Page>
  );
}
