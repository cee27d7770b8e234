import { useMutation, type UseQueryResult, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type ComponentType, useState } from 'react';
import { api } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { BackLink } from '../back-link.tsx';
import { Button } from '../button.tsx';
import { Confirm } from '../confirm.tsx';
import { ErrorState } from '../error-state.tsx';
import { Page } from '../page.tsx';
import { SkeletonRows } from '../progress.tsx';
import { showToast } from '../toast-store.ts';

/** What has policies; its addresses, its texts and what is known of it begin with the name. */
export type Area = 'approvals' | 'promises';

export interface PolicyFormProps<Draft, Input> {
  start: Draft;
  policyId: string | undefined;
  isBusy: boolean;
  error: unknown;
  onSave(policy: Input): void;
}

interface PolicyEditorProps<Draft, Input> {
  area: Area;
  newPolicy(): Draft;
  form: ComponentType<PolicyFormProps<Draft, Input>>;
}

interface PolicyPageProps<View, Draft, Input> extends PolicyEditorProps<Draft, Input> {
  policies: UseQueryResult<View[]>;
  draftOf(policy: View): Draft;
}

/** The policy that the address names, or a new one. */
export function AnyPolicyPage<View extends { id: string }, Draft extends { name: string }, Input>({
  policies,
  draftOf,
  ...editor
}: PolicyPageProps<View, Draft, Input>) {
  const { policyId } = useParams({ strict: false });
  const policy = policies.data?.find(({ id }) => id === policyId);
  if (policyId === undefined) return <Editor {...editor} start={editor.newPolicy()} />;
  if (policy) return <Editor key={policyId} {...editor} start={draftOf(policy)} policyId={policyId} />;
  return (
    <Page title={t('common.policy')}>
      {policies.isPending ? (
        <SkeletonRows label={t('common.loading')} />
      ) : (
        <ErrorState
          error={policies.error ?? new Error(t('common.policy.gone'))}
          onRetry={() => void policies.refetch()}
        />
      )}
    </Page>
  );
}

function Editor<Draft extends { name: string }, Input>({
  area,
  form: Form,
  start,
  policyId,
}: PolicyEditorProps<Draft, Input> & { start: Draft; policyId?: string }) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const leave = async () => {
    await queryClient.invalidateQueries({ queryKey: [area] });
    void navigate({ to: `/settings/${area}` });
  };
  const path = `/${area}/policies`;
  const save = useMutation({
    mutationFn: (policy: Input) =>
      policyId === undefined
        ? api.post<{ name: string }>(path, policy)
        : api.put<{ name: string }>(`${path}/${policyId}`, policy),
    onSuccess: async ({ name }) => {
      showToast({ text: t(`${area}.policy.saved`, { name }) });
      await leave();
    },
  });
  return (
    <Page
      title={policyId === undefined ? t(`${area}.policy.add`) : start.name}
      text={t(`${area}.policy.text`)}
      toolbar={<BackLink to={`/settings/${area}`}>{t(`${area}.title`)}</BackLink>}
      actions={
        policyId !== undefined && <Button onClick={() => setIsAsking(true)}>{t('common.remove')}</Button>
      }
    >
      <Form
        start={start}
        policyId={policyId}
        isBusy={save.isPending}
        error={save.error}
        onSave={(policy) => save.mutate(policy)}
      />
      <Confirm
        title={t(`${area}.policy.remove`, { name: start.name })}
        text={t(`${area}.policy.remove.text`)}
        confirm={t('common.remove')}
        isDanger
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        onConfirm={async () => {
          await api.delete(`${path}/${policyId}`);
          await leave();
        }}
      />
    </Page>
  );
}
