import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { SegmentInput, SegmentView } from '#people/segments/schema.ts';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { offerUndo } from '../../app/undo.ts';
import { BackLink } from '../../components/back-link.tsx';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Page } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { segmentQueries } from './queries.ts';
import { SegmentForm } from './segment-form.tsx';
import { SegmentMembers } from './segment-members.tsx';
import { SegmentUses } from './segment-uses.tsx';

const NEW: SegmentInput = { name: '', description: '', condition: null };

/** A segment that is not there yet. */
export function NewSegmentPage() {
  return <Editor start={NEW} />;
}

/** A segment: who belongs to it and why, who does now, and what asks for it. */
export function SegmentPage() {
  const { segmentId } = useParams({ from: '/shell/segments/$segmentId' });
  const segments = useQuery(segmentQueries.list());
  const segment = segments.data?.find(({ id }) => id === segmentId);
  if (segment) return <Editor key={segmentId} start={segment} segment={segment} />;
  return (
    <Page title={t('segments.one')}>
      {segments.isPending ? (
        <SkeletonRows label={t('common.loading')} />
      ) : (
        <ErrorState
          error={segments.error ?? new Error(t('segments.gone'))}
          onRetry={() => void segments.refetch()}
        />
      )}
    </Page>
  );
}

function Editor({ start, segment }: { start: SegmentInput; segment?: SegmentView }) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const mayManage = useCan()('segments.manage');
  const [isAsking, setIsAsking] = useState(false);
  const renew = () =>
    Promise.all(['segments', 'conditions'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })));
  const save = useMutation({
    mutationFn: (input: SegmentInput) =>
      segment === undefined
        ? api.post<{ id: string }>('/segments', input)
        : api.put<{ id: string }>(`/segments/${segment.id}`, input),
    onSuccess: async ({ id }, { name }) => {
      await renew();
      showToast({ text: t('segments.saved', { name }) });
      void navigate({ to: '/segments/$segmentId', params: { segmentId: id } });
    },
  });
  return (
    <Page
      title={segment?.name ?? t('segments.add')}
      text={t('segments.one.text')}
      toolbar={<BackLink to="/segments">{t('segments.title')}</BackLink>}
      actions={
        segment && mayManage && <Button onClick={() => setIsAsking(true)}>{t('common.remove')}</Button>
      }
    >
      <SegmentForm
        start={start}
        isReadOnly={!mayManage}
        isBusy={save.isPending}
        error={save.error}
        onSave={(input) => save.mutate(input)}
      />
      {segment && <SegmentMembers segment={segment} mayManage={mayManage} />}
      {segment && <SegmentUses id={segment.id} />}
      <Confirm
        title={t('segments.remove', { name: start.name })}
        text={t('segments.remove.text')}
        confirm={t('common.remove')}
        isDanger
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        onConfirm={async () => {
          await api.delete(`/segments/${segment?.id}`);
          await renew();
          void navigate({ to: '/segments' });
          offerUndo({
            text: t('segments.removed', { name: start.name }),
            undo: async () => {
              await api.post(`/segments/${segment?.id}/restore`);
              await renew();
            },
          });
        }}
      />
    </Page>
  );
}
