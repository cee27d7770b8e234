import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { MessageSquareText, Plus } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useLive } from '../../app/live.ts';
import { useCan } from '../../app/session.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { EmptyState, Page, Section } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t, tn } from '../../i18n/index.ts';
import { teamQueries } from '../teams/queries.ts';
import { CannedForm } from './canned-form.tsx';
import './canned.css';
import { byFolder } from './folders.ts';
import { cannedQueries, type CannedView } from './queries.ts';

/** Words that are written again and again: own ones, those of teams, those for everybody, in folders. */
export function CannedPage() {
  const queryClient = useQueryClient();
  const all = useQuery(cannedQueries.all());
  const mayUse = useCan()('canned.use');
  const [editing, setEditing] = useState<string | null>(null);
  const [words, setWords] = useState('');
  useLive('canned.changed', () => void queryClient.invalidateQueries({ queryKey: ['canned'] }));
  const close = () => setEditing(null);
  const folders = byFolder(all.data?.items ?? [], words);
  return (
    <Page
      title={t('canned.title')}
      text={t('canned.text')}
      actions={
        mayUse && (
          <Button
            variant="primary"
            icon={Plus}
            onClick={() => setEditing('new')}
            disabled={editing === 'new'}
          >
            {t('canned.add')}
          </Button>
        )
      }
      toolbar={
        (all.data?.items.length ?? 0) > 3 && (
          <input
            type="search"
            className="input canned-search"
            aria-label={t('canned.search')}
            placeholder={t('canned.search')}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        )
      }
    >
      {editing === 'new' && <CannedForm onDone={close} />}
      {all.error ? (
        <ErrorState error={all.error} onRetry={() => void all.refetch()} />
      ) : all.data === undefined ? (
        <SkeletonRows count={3} label={t('common.loading')} />
      ) : all.data.items.length === 0 && editing !== 'new' ? (
        <EmptyState
          icon={MessageSquareText}
          title={t('canned.empty')}
          text={t('canned.empty.text')}
          isSmall
        />
      ) : (
        folders.map(({ folder, items }) => (
          <Section key={folder} title={folder === '' ? t('canned.noFolder') : folder}>
            <ul className="list">
              {items.map((item) =>
                editing === item.id ? (
                  <li key={item.id} className="canned-edited">
                    <CannedForm canned={item} onDone={close} />
                  </li>
                ) : (
                  <CannedRow key={item.id} item={item} onEdit={() => setEditing(item.id)} />
                ),
              )}
            </ul>
          </Section>
        ))
      )}
    </Page>
  );
}

function CannedRow({ item, onEdit }: { item: CannedView; onEdit(): void }) {
  const queryClient = useQueryClient();
  const team = useQuery(teamQueries.teams()).data?.find(({ id }) => id === item.teamId);
  const renew = () => queryClient.invalidateQueries({ queryKey: ['canned'] });
  const remove = useMutation({
    mutationFn: () => api.delete(`/canned/${item.id}`),
    onSuccess: () => {
      void renew();
      showToast({
        text: t('canned.removed', { name: item.name }),
        action: {
          label: t('common.undo'),
          run: () => void api.post(`/canned/${item.id}/restore`).then(renew, toastError),
        },
      });
    },
    onError: toastError,
  });
  return (
    <li className="list-row canned-row">
      <div className="row-main">
        <div className="row-title">
          <strong>{item.name}</strong>
          {item.shortcut !== null && <code>/{item.shortcut}</code>}
          <Badge isQuiet>{team?.name ?? t(`canned.scope.${item.scope}`)}</Badge>
        </div>
        <p className="canned-body">{item.texts[0]?.body}</p>
        <p className="muted">
          {item.texts.map(({ language }) => language).join(', ')} · {tn('canned.uses', item.uses)}
        </p>
      </div>
      {item.canChange && (
        <div className="row-end">
          <Button size="s" onClick={onEdit} aria-label={t('canned.edit', { name: item.name })}>
            {t('common.edit')}
          </Button>
          <Button
            size="s"
            variant="ghost"
            isBusy={remove.isPending}
            onClick={() => remove.mutate()}
            aria-label={t('canned.remove', { name: item.name })}
          >
            {t('common.remove')}
          </Button>
        </div>
      )}
    </li>
  );
}
