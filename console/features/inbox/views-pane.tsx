import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Bookmark, BookmarkPlus, Users, X } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { api } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import type { SavedView } from '../../api/types.ts';
import { offerUndo } from '../../app/undo.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { Checkbox } from '../../components/choice.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { networkName } from '../../components/network-icon.tsx';
import { toastError } from '../../components/toast.tsx';
import { showToast } from '../../components/toast-store.ts';
import { cappedNumber } from '../../format/number.ts';
import { t } from '../../i18n/index.ts';
import { type QueueFilters, readFilters, showSame, writeFilters } from './filters.ts';
import { inboxQueries } from './queries.ts';
import { standardViews } from './views.ts';
import './views-pane.css';

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

function SaveView({ filters }: { filters: QueueFilters }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button size="s" variant="ghost" icon={BookmarkPlus} onClick={() => setIsOpen(true)}>
        {t('inbox.views.save')}
      </Button>
      <Dialog title={t('inbox.views.save')} isOpen={isOpen} onOpenChange={setIsOpen}>
        <SaveViewForm filters={filters} onDone={() => setIsOpen(false)} />
      </Dialog>
    </>
  );
}

function SaveViewForm({ filters, onDone }: { filters: QueueFilters; onDone(): void }) {
  const queryClient = useQueryClient();
  const [name, setName] = useState(filters.q ?? filters.label ?? '');
  const [isShared, setIsShared] = useState(false);
  const save = useMutation({
    mutationFn: () => api.post('/inbox/views', { name: name.trim(), query: writeFilters(filters), isShared }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['inbox', 'views'] });
      showToast({ text: t('inbox.views.savedAs', { name: name.trim() }) });
      onDone();
    },
    onError: toastError,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') save.mutate();
  };
  return (
    <form className="stack" onSubmit={submit}>
      <TextField
        label={t('inbox.views.name')}
        value={name}
        maxLength={80}
        required
        autoFocus
        onChange={(event) => setName(event.target.value)}
      />
      <Checkbox label={t('inbox.views.shared')} isOn={isShared} onChange={setIsShared} />
      <div className="row">
        <Button type="submit" variant="primary" isBusy={save.isPending} disabled={name.trim() === ''}>
          {t('common.save')}
        </Button>
        <Button onClick={onDone}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}

function Filters({ filters }: { filters: QueueFilters }) {
  const topics = useQuery(queries.topics()).data ?? [];
  const labels = useQuery(inboxQueries.labels()).data ?? [];
  const staff = useQuery(queries.staff()).data ?? [];
  const sources = useQuery(queries.sources()).data ?? [];
  const navigate = useNavigate();
  const set = (change: QueueFilters) =>
    void navigate({
      to: '/inbox/{-$conversationId}',
      params: { conversationId: undefined },
      search: readFilters({ ...filters, ...change }),
    });
  const all = { value: '', label: t('inbox.filter.all') };
  const networks = [...new Set(sources.map((source) => source.network))];
  const field = (
    name: 'topic' | 'label' | 'network' | 'assignee',
    choices: { value: string; label: string }[],
  ) =>
    choices.length === 0 && filters[name] === undefined ? null : (
      <SelectField
        className="views-field"
        label={t(`inbox.filter.${name}`)}
        value={filters[name] ?? ''}
        choices={[all, ...withChosen(choices, filters[name])]}
        onChange={(event) => set({ [name]: event.target.value === '' ? undefined : event.target.value })}
      />
    );
  return (
    <div className="views-filters">
      <SelectField
        className="views-field views-sort"
        label={t('inbox.sort')}
        value={filters.sort ?? 'priority'}
        choices={(['priority', 'newest', 'oldest'] as const).map((sort) => ({
          value: sort,
          label: t(`inbox.sort.${sort}`),
        }))}
        onChange={(event) => set(readFilters({ ...filters, sort: event.target.value }))}
      />
      {field(
        'topic',
        topics.map(({ id, name }) => ({ value: id, label: name })),
      )}
      {field(
        'label',
        labels.map(({ name }) => ({ value: name, label: name })),
      )}
      {field('assignee', [
        { value: 'me', label: t('common.me') },
        { value: 'nobody', label: t('common.nobody') },
        ...staff
          .filter((member) => member.state === 'active')
          .map(({ id, name }) => ({ value: id, label: name })),
      ])}
      {networks.length > 1 || filters.network !== undefined
        ? field(
            'network',
            networks.map((network) => ({ value: network, label: networkName(network) })),
          )
        : null}
    </div>
  );
}

/** A filter from an old address may name something that is gone; it is shown all the same, so that it can be taken away. */
function withChosen(
  choices: { value: string; label: string }[],
  chosen: string | undefined,
): { value: string; label: string }[] {
  return chosen === undefined || choices.some((choice) => choice.value === chosen)
    ? choices
    : [...choices, { value: chosen, label: chosen }];
}
