import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Bookmark, Users, X } from 'lucide-react';
import { type ReactNode } from 'react';
import { api } from '../../api/client.ts';
import type { SavedView } from '../../api/types.ts';
import { offerUndo } from '../../app/undo.ts';
import { IconButton } from '../../components/button.tsx';
import { toastError } from '../../components/toast-error.ts';
import { cappedNumber } from '../../format/number.ts';
import { t } from '../../i18n/index.ts';
import { type QueueFilters, readFilters, showSame } from './filters.ts';
import { inboxQueries } from './queries.ts';
import { standardViews } from './views.ts';
import './views-pane.css';
import { SaveView } from './save-view.tsx';
import { Filters } from './queue-filters.tsx';

/** Views, saved views, and filters that narrow them. */
export function ViewsPane({ filters, onChoose }: { filters: QueueFilters; onChoose?(): void }) {
  const counts = useQuery(inboxQueries.counts()).data;
  const saved = useQuery(inboxQueries.views()).data ?? [];
  const isStandard = standardViews.some((view) => showSame(view.filters, filters));
  const isSaved = saved.some((view) => showSame(readFilters(view.query), filters));
  return (
    <nav className="views" aria-label={t('inbox.views')}>
      <ul className="views-list">
        {standardViews.map(({ id, label, icon: Icon, filters: target, count }) => (
          <li key={id}>
            <ViewLink target={target} filters={filters} onChoose={onChoose}>
              <Icon size={16} aria-hidden />
              <span className="grow ellipsis">{t(label)}</span>
              {counts !== undefined && count !== undefined && count !== 'done' && counts[count] > 0 && (
                <span className="figures views-count">{cappedNumber(counts[count], 1000)}</span>
              )}
            </ViewLink>
          </li>
        ))}
      </ul>
      {(saved.length > 0 || (!isStandard && !isSaved)) && (
        <>
          <h2 className="views-heading">{t('inbox.views.saved')}</h2>
          <ul className="views-list">
            {saved.map((view) => (
              <SavedViewRow key={view.id} view={view} filters={filters} onChoose={onChoose} />
            ))}
          </ul>
          {!isStandard && !isSaved && <SaveView filters={filters} />}
        </>
      )}
      <h2 className="views-heading">{t('inbox.filter')}</h2>
      <Filters filters={filters} />
    </nav>
  );
}

function ViewLink({
  target,
  filters,
  onChoose,
  children,
}: {
  target: QueueFilters;
  filters: QueueFilters;
  onChoose?(): void;
  children: ReactNode;
}) {
  return (
    <Link
      to="/inbox/{-$conversationId}"
      params={{ conversationId: undefined }}
      search={target}
      className="views-link"
      aria-current={showSame(target, filters) ? 'page' : undefined}
      // The router's own marking does not know which parameters make a view.
      activeProps={{}}
      activeOptions={{ exact: true, includeSearch: true }}
      onClick={onChoose}
    >
      {children}
    </Link>
  );
}

function SavedViewRow({
  view,
  filters,
  onChoose,
}: {
  view: SavedView;
  filters: QueueFilters;
  onChoose?(): void;
}) {
  const queryClient = useQueryClient();
  const renew = () => queryClient.invalidateQueries({ queryKey: ['inbox', 'views'] });
  const remove = useMutation({
    mutationFn: () => api.delete<{ undo: string }>(`/inbox/views/${view.id}`),
    onSuccess: ({ undo }) => {
      void renew();
      offerUndo({
        text: t('inbox.views.removed', { name: view.name }),
        undo: async () => {
          await api.post('/inbox/undo', { undo }).catch(toastError);
          await renew();
        },
      });
    },
    onError: toastError,
  });
  return (
    <li className="views-saved">
      <ViewLink target={readFilters(view.query)} filters={filters} onChoose={onChoose}>
        <Bookmark size={16} aria-hidden />
        <span className="grow ellipsis">{view.name}</span>
        {view.isShared && <Users size={14} aria-label={t('inbox.views.shownToAll')} />}
      </ViewLink>
      {view.isMine && (
        <IconButton
          className="views-remove"
          size="s"
          icon={X}
          label={t('inbox.views.remove', { name: view.name })}
          onClick={() => remove.mutate()}
        />
      )}
    </li>
  );
}
