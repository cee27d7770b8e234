import { useQueries } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { BackLink } from '../../components/back-link.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Page } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t } from '../../i18n/index.ts';
import { filtersOfView as caseFilters } from '../cases/filters.ts';
import { filtersOfView } from '../inbox/filters.ts';
import { type ViewKind, viewQueries } from '../inbox/view-queries.ts';
import { draftOf, newView, type ViewDraft } from './draft.ts';
import { ViewForm } from './view-form.tsx';

/** A new view of conversations or cases. */
export function NewViewPage() {
  const { kind } = useSearch({ from: '/shell/views/new' });
  return <Editor key={kind} start={newView(kind)} />;
}

/** A saved view: what it shows, in which order, and for whom. */
export function ViewPage() {
  const { viewId } = useParams({ from: '/shell/views/$viewId' });
  const lists = useQueries({ queries: [viewQueries.list('inbox'), viewQueries.list('cases')] });
  const view = lists.flatMap(({ data }) => data ?? []).find(({ id }) => id === viewId);
  if (view?.mayChange) return <Editor key={viewId} start={draftOf(view)} viewId={viewId} />;
  const failed = lists.find(({ isError }) => isError);
  return (
    <Page title={t('views.title')}>
      {lists.some(({ isPending }) => isPending) ? (
        <SkeletonRows label={t('common.loading')} />
      ) : (
        <ErrorState
          error={failed?.error ?? new Error(t('views.gone'))}
          onRetry={() => lists.forEach(({ refetch }) => void refetch())}
        />
      )}
    </Page>
  );
}

function Editor({ start, viewId }: { start: ViewDraft; viewId?: string }) {
  const navigate = useNavigate();
  return (
    <Page
      title={viewId === undefined ? t('views.new') : start.name}
      text={t(`views.text.${start.kind}`)}
      toolbar={<BackLink to={backOf(start.kind)}>{t(`views.back.${start.kind}`)}</BackLink>}
    >
      <ViewForm
        start={start}
        viewId={viewId}
        onSaved={(view) =>
          void (view.kind === 'cases'
            ? navigate({ to: '/cases', search: caseFilters(view) })
            : navigate({
                to: '/inbox/{-$conversationId}',
                params: { conversationId: undefined },
                search: filtersOfView(view),
              }))
        }
      />
    </Page>
  );
}

function backOf(kind: ViewKind): string {
  return kind === 'cases' ? '/cases' : '/inbox';
}
