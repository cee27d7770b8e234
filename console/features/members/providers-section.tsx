import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Section } from '../../components/page.tsx';
import { t } from '../../i18n/index.ts';
import { ProviderForm } from './provider-form.tsx';
import { ProviderRow } from './provider-row.tsx';
import { memberQueries } from './queries.ts';
import type { ProviderView } from './types.ts';

/** Other sites that members may come from. */
export function Providers() {
  const providers = useQuery(memberQueries.providers());
  const mayManage = useCan()('members.set-up');
  const queryClient = useQueryClient();
  const [editing, setEditing] = useState<ProviderView | 'new' | null>(null);
  const edited = editing === 'new' || editing === null ? undefined : editing;
  return (
    <Section title={t('members.providers')} text={t('members.providers.text')}>
      <div className="stack">
        <p>
          <a href="/docs/members.md" target="_blank" rel="noopener">
            {t('members.providers.docs')}
          </a>
        </p>
        <Loaded query={providers} rows={1}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="muted">{t('members.providers.none')}</p>
            ) : (
              <ul className="list" aria-label={t('members.providers')}>
                {items.map((item) => (
                  <ProviderRow
                    key={item.id}
                    item={item}
                    mayManage={mayManage}
                    onEdit={() => setEditing(item)}
                  />
                ))}
              </ul>
            )
          }
        </Loaded>
        {mayManage && (
          <div>
            <Button icon={Plus} onClick={() => setEditing('new')}>
              {t('members.provider.add')}
            </Button>
          </div>
        )}
      </div>
      <Dialog
        title={edited === undefined ? t('members.provider.add') : t('common.change', { name: edited.name })}
        isOpen={editing !== null}
        onOpenChange={() => setEditing(null)}
        size="l"
      >
        {editing !== null && (
          <ProviderForm
            item={edited}
            onSaved={() => {
              setEditing(null);
              void queryClient.invalidateQueries({ queryKey: ['members'] });
            }}
          />
        )}
      </Dialog>
    </Section>
  );
}
