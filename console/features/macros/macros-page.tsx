import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, Zap } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useLive } from '../../app/live.ts';
import { useCan } from '../../app/session.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { EmptyState, Page } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t, tn } from '../../i18n/index.ts';
import { MacroForm } from './macro-form.tsx';
import './macros.css';
import { macroQueries, type MacroView } from './queries.ts';

/** What is done again and again, with one key. */
export function MacrosPage() {
  const queryClient = useQueryClient();
  const all = useQuery(macroQueries.all());
  const mayUse = useCan()('macros.use');
  const [editing, setEditing] = useState<string | null>(null);
  useLive('macros.changed', () => void queryClient.invalidateQueries({ queryKey: ['macros'] }));
  return (
    <Page
      title={t('macros.title')}
      text={t('macros.text')}
      actions={
        mayUse && (
          <Button
            variant="primary"
            icon={Plus}
            onClick={() => setEditing('new')}
            disabled={editing === 'new'}
          >
            {t('macros.add')}
          </Button>
        )
      }
    >
      {editing === 'new' && <MacroForm onDone={() => setEditing(null)} />}
      {all.error ? (
        <ErrorState error={all.error} onRetry={() => void all.refetch()} />
      ) : all.data === undefined ? (
        <SkeletonRows count={3} label={t('common.loading')} />
      ) : all.data.length === 0 && editing !== 'new' ? (
        <EmptyState icon={Zap} title={t('macros.empty')} text={t('macros.empty.text')} isSmall />
      ) : (
        <ul className="list">
          {all.data.map((macro) =>
            macro.id === editing ? (
              <li key={macro.id} className="macro-edited">
                <MacroForm macro={macro} onDone={() => setEditing(null)} />
              </li>
            ) : (
              <MacroRow key={macro.id} macro={macro} onEdit={() => setEditing(macro.id)} />
            ),
          )}
        </ul>
      )}
    </Page>
  );
}

function MacroRow({ macro, onEdit }: { macro: MacroView; onEdit(): void }) {
  const queryClient = useQueryClient();
  const renew = () => queryClient.invalidateQueries({ queryKey: ['macros'] });
  const remove = useMutation({
    mutationFn: () => api.delete(`/macros/${macro.id}`),
    onSuccess: () => {
      void renew();
      showToast({
        text: t('macros.removed', { name: macro.name }),
        action: {
          label: t('common.undo'),
          run: () => void api.post(`/macros/${macro.id}/restore`).then(renew, toastError),
        },
      });
    },
    onError: toastError,
  });
  return (
    <li className="list-row macro-row">
      <div className="row-main">
        <div className="row-title">
          <strong>{macro.name}</strong>
          <Badge isQuiet>{t(`canned.scope.${macro.scope}`)}</Badge>
        </div>
        <ol className="macro-does">
          {macro.does.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
        <p className="muted">{tn('macros.runs', macro.runs)}</p>
      </div>
      {macro.canChange && (
        <div className="row-end">
          <Button size="s" onClick={onEdit} aria-label={t('canned.edit', { name: macro.name })}>
            {t('common.edit')}
          </Button>
          <Button
            size="s"
            variant="ghost"
            isBusy={remove.isPending}
            onClick={() => remove.mutate()}
            aria-label={t('canned.remove', { name: macro.name })}
          >
            {t('common.remove')}
          </Button>
        </div>
      )}
    </li>
  );
}
