import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { BackLink } from '../../components/back-link.tsx';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Page } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import './approvals.css';
import { draftOf, newPolicy, type PolicyDraft } from './draft.ts';
import { PolicyForm } from './policy-form.tsx';
import { approvalQueries } from './queries.ts';
import type { Policy, PolicyInput } from './types.ts';

export function NewPolicyPage() {
  return <Editor start={newPolicy()} />;
}

export function PolicyPage() {
  const { policyId } = useParams({ strict: false });
  const policies = useQuery(approvalQueries.policies());
  const policy = policies.data?.find(({ id }) => id === policyId);
  if (policy) return <Editor key={policy.id} start={draftOf(policy)} policyId={policy.id} />;
  return (
    <Page title={t('approvals.policy')}>
      {policies.isPending ? (
        <SkeletonRows label={t('common.loading')} />
      ) : (
        <ErrorState
          error={policies.error ?? new Error(t('approvals.policy.gone'))}
          onRetry={() => void policies.refetch()}
        />
      )}
    </Page>
  );
}

function Editor({ start, policyId }: { start: PolicyDraft; policyId?: string }) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const leave = async () => {
    await queryClient.invalidateQueries({ queryKey: ['approvals'] });
    void navigate({ to: '/settings/approvals' });
  };
  const save = useMutation({
    mutationFn: (policy: PolicyInput) =>
      policyId === undefined
        ? api.post<Policy>('/approvals/policies', policy)
        : api.put<Policy>(`/approvals/policies/${policyId}`, policy),
    onSuccess: async (saved) => {
      showToast({ text: t('approvals.policy.saved', { name: saved.name }) });
      await leave();
    },
  });
  return (
    <Page
      title={policyId === undefined ? t('approvals.policy.add') : start.name}
      text={t('approvals.policy.text')}
      toolbar={<BackLink to="/settings/approvals">{t('approvals.title')}</BackLink>}
      actions={
        policyId !== undefined && <Button onClick={() => setIsAsking(true)}>{t('common.remove')}</Button>
      }
    >
      <PolicyForm
        start={start}
        policyId={policyId}
        isBusy={save.isPending}
        error={save.error}
        onSave={(policy) => save.mutate(policy)}
      />
      <Confirm
        title={t('approvals.policy.remove', { name: start.name })}
        text={t('approvals.policy.remove.text')}
        confirm={t('common.remove')}
        isDanger
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        onConfirm={async () => {
          await api.delete(`/approvals/policies/${policyId}`);
          await leave();
        }}
      />
    </Page>
  );
}
