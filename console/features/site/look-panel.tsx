import { useQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { offerUndo } from '../../app/undo.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { Button } from '../../components/button.tsx';
import { FormError } from '../../components/form-error.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { LookFields } from './look-fields.tsx';
import { LooksDialog } from './looks-dialog.tsx';
import { LookPreview } from './look-preview.tsx';
import { type LookView, siteQueries, useSaving } from './queries.ts';

/** The look of all public pages: what can be chosen beside what becomes of it. */
export function LookPanel() {
  const look = useQuery(siteQueries.look());
  return (
    <div className="stack">
      <WhoCan permission="site.set-up" action={t('site.changing')} />
      <Loaded query={look} rows={6}>
        {(view) => <LookForm key={view.version} view={view} />}
      </Loaded>
    </div>
  );
}

function LookForm({ view }: { view: LookView }) {
  const maySetUp = useCan()('site.set-up');
  const [look, setLook] = useState(view.look);
  const [isHistory, setHistory] = useState(false);
  const isChanged = JSON.stringify(look) !== JSON.stringify(view.look);
  const save = useSaving(
    () => api.put('/site/look', { basedOn: view.version, look }),
    () => {
      if (view.version === 0) showToast({ text: t('site.saved') });
      else offerUndo({ text: t('site.saved'), undo: () => restore(view.version) });
    },
  );
  return (
    <div className="site-look">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <fieldset className="stack site-plain" disabled={!maySetUp}>
          <LookFields look={look} onChange={(part) => setLook((before) => ({ ...before, ...part }))} />
        </fieldset>
        <FormError error={save.error} />
        <div className="row site-acts">
          {maySetUp && (
            <Button type="submit" variant="primary" isBusy={save.isPending} disabled={!isChanged}>
              {t('site.save')}
            </Button>
          )}
          {maySetUp && isChanged && (
            <Button onClick={() => setLook(view.look)}>{t('site.undo.changes')}</Button>
          )}
          {maySetUp && <Button onClick={() => setLook(view.usual)}>{t('site.reset')}</Button>}
          <Button icon={History} onClick={() => setHistory(true)}>
            {t('site.history')}
          </Button>
        </div>
      </form>
      <LookPreview look={look} isSaved={!isChanged} maySetUp={maySetUp} />
      {isHistory && <LooksDialog current={view.version} onClose={() => setHistory(false)} />}
    </div>
  );
}

/** Brings an earlier look back, and the screen with it. */
async function restore(version: number): Promise<void> {
  await api.post(`/site/look/versions/${version}/restore`);
  showToast({ text: t('site.restored') });
}
