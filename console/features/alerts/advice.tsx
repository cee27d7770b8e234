import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t, tn } from '../../i18n/index.ts';
import type { Rule } from './types.ts';

/** What the judgements of a rule's incidents suggest, and one click that does it; nothing where they suggest nothing. */
export function RuleAdvice({ rule }: { rule: Rule }) {
  const can = useCan();
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: (severity: number) => api.post<Rule>(`/alerts/rules/${rule.id}/severity`, { severity }),
    onSuccess: ({ leastSeverity, name }) => {
      const before = rule.leastSeverity;
      void queryClient.invalidateQueries({ queryKey: ['alerts'] });
      if (leastSeverity !== before)
        showToast({
          text: t('alerts.advice.done', { name, severity: leastSeverity }),
          action: { label: t('common.undo'), run: () => change.mutate(before) },
        });
    },
    onError: toastError,
  });
  const { advice } = rule;
  if (advice === null || !can('alerts.rules')) return null;
  const { judged, useless, severity, leftOut, lost } = advice;
  return (
    <div className="alert-advice">
      <Callout
        tone="info"
        title={t('alerts.advice.title', { name: rule.name, useless, judged })}
        actions={
          <Button isBusy={change.isPending} onClick={() => change.mutate(severity)}>
            {t('alerts.advice.apply', { severity })}
          </Button>
        }
      >
        {tn('alerts.advice', leftOut, { severity, before: rule.leastSeverity })}{' '}
        {lost === 0 ? t('alerts.advice.keepsAll') : tn('alerts.advice.loses', lost)}
      </Callout>
    </div>
  );
}
