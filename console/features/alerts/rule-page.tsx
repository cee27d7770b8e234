import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { BackLink } from '../../components/back-link.tsx';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { CopyField } from '../../components/copy-field.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Page } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { draftOf, newRule } from './draft.ts';
import { alertQueries } from './queries.ts';
import { RuleForm } from './rule-form.tsx';
import type { RuleInput, SavedRule } from './types.ts';

/** A new rule, looked back with before it is switched on. */
export function NewRulePage() {
  return <Editor start={newRule(new Intl.DateTimeFormat().resolvedOptions().timeZone)} />;
}

export function RulePage() {
  const { ruleId } = useParams({ from: '/shell/alerts/rules/$ruleId' });
  const rules = useQuery(alertQueries.rules());
  if (rules.isPending)
    return (
      <Page title={t('alerts.rule')}>
        <SkeletonRows label={t('alerts.loading')} />
      </Page>
    );
  const rule = rules.data?.find(({ id }) => id === ruleId);
  if (!rule)
    return (
      <Page title={t('alerts.rule')}>
        <ErrorState
          error={rules.error ?? new Error(t('alerts.rule.gone'))}
          onRetry={() => void rules.refetch()}
        />
      </Page>
    );
  return (
    <Editor
      key={rule.id}
      start={draftOf(rule)}
      ruleId={rule.id}
      hasWebhook={rule.delivery.webhookUrl !== null}
    />
  );
}

function Editor({
  start,
  ruleId,
  hasWebhook = false,
}: {
  start: RuleInput;
  ruleId?: string;
  hasWebhook?: boolean;
}) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [secret, setSecret] = useState<string | null>(null);
  const leave = () => void navigate({ to: '/alerts' });
  const save = useMutation({
    mutationFn: (rule: RuleInput) =>
      ruleId === undefined
        ? api.post<SavedRule>('/alerts/rules', rule)
        : api.put<SavedRule>(`/alerts/rules/${ruleId}`, rule),
    onSuccess: (saved) => {
      void queryClient.invalidateQueries({ queryKey: ['alerts'] });
      showToast({ text: t('alerts.saved', { name: saved.name }) });
      if (saved.webhookSecret === null) leave();
      else setSecret(saved.webhookSecret);
    },
    onError: toastError,
  });
  return (
    <Page
      title={ruleId === undefined ? t('alerts.add') : start.name}
      text={t('alerts.rule.text')}
      toolbar={<BackLink to="/alerts">{t('alerts.title')}</BackLink>}
      actions={
        ruleId !== undefined && <RuleActions ruleId={ruleId} hasWebhook={hasWebhook} onRemoved={leave} />
      }
    >
      {secret === null ? (
        <RuleForm
          start={start}
          isBusy={save.isPending}
          onSave={(rule) => save.mutate(rule)}
          onCancel={leave}
        />
      ) : (
        <Callout
          tone="ok"
          title={t('alerts.secret.title')}
          actions={<Button onClick={leave}>{t('alerts.secret.done')}</Button>}
        >
          <p>{t('alerts.secret.text')}</p>
          <CopyField label={t('alerts.secret')} value={secret} />
        </Callout>
      )}
    </Page>
  );
}

function RuleActions({
  ruleId,
  hasWebhook,
  onRemoved,
}: {
  ruleId: string;
  hasWebhook: boolean;
  onRemoved(): void;
}) {
  const queryClient = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => api.delete(`/alerts/rules/${ruleId}`),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['alerts'] });
      onRemoved();
    },
    onError: toastError,
  });
  const test = useMutation({
    mutationFn: () => api.post(`/alerts/rules/${ruleId}/test`),
    onSuccess: () => showToast({ text: t('alerts.webhook.tested') }),
    onError: toastError,
  });
  return (
    <>
      {hasWebhook && (
        <Button isBusy={test.isPending} onClick={() => test.mutate()}>
          {t('alerts.webhook.test')}
        </Button>
      )}
      <Button variant="danger" onClick={() => setIsAsking(true)}>
        {t('alerts.remove')}
      </Button>
      <Confirm
        title={t('alerts.remove.title')}
        text={t('alerts.remove.text')}
        confirm={t('alerts.remove')}
        isDanger
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        onConfirm={() => remove.mutateAsync()}
      />
    </>
  );
}
