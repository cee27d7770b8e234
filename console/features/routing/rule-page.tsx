import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useCan } from '../../app/session.ts';
import { BackLink } from '../../components/back-link.tsx';
import { Button } from '../../components/button.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Page } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t } from '../../i18n/index.ts';
import { draftOf, newRule } from './draft.ts';
import { routingQueries } from './queries.ts';
import { RuleForm } from './rule-form.tsx';
import type { RuleInput } from './types.ts';
import { useRulesChange } from './use-rules.ts';

export function NewRulePage() {
  const rules = useQuery(routingQueries.rules());
  const [start] = useState(newRule);
  return rules.data === undefined ? <Waiting error={rules.error} /> : <Editor start={start} />;
}

export function RulePage() {
  const { ruleId } = useParams({ from: '/shell/routing/$ruleId' });
  const rules = useQuery(routingQueries.rules());
  const rule = rules.data?.rules.find(({ id }) => id === ruleId);
  if (!rule)
    return <Waiting error={rules.error ?? (rules.data ? new Error(t('routing.rule.gone')) : null)} />;
  return <Editor key={rule.id} start={draftOf(rule)} ruleId={rule.id} />;
}

function Waiting({ error }: { error: Error | null }) {
  return (
    <Page title={t('routing.rule')} toolbar={<BackLink to="/routing">{t('routing.title')}</BackLink>}>
      {error ? <ErrorState error={error} /> : <SkeletonRows label={t('common.loading')} />}
    </Page>
  );
}

function Editor({ start, ruleId }: { start: RuleInput; ruleId?: string }) {
  const navigate = useNavigate();
  const mayManage = useCan()('routing.manage');
  const { isBusy, run } = useRulesChange();
  const leave = () => void navigate({ to: '/routing' });
  return (
    <Page
      title={ruleId === undefined ? t('routing.add') : start.name}
      toolbar={<BackLink to="/routing">{t('routing.title')}</BackLink>}
      actions={
        ruleId !== undefined &&
        mayManage && (
          <Button
            variant="danger"
            isBusy={isBusy}
            onClick={() =>
              run(`/routing/rules/${ruleId}/remove`, {}, t('routing.removed', { name: start.name }), leave)
            }
          >
            {t('routing.remove')}
          </Button>
        )
      }
    >
      <RuleForm
        start={start}
        isBusy={isBusy}
        isReadOnly={!mayManage}
        onSave={(rule) =>
          run(
            ruleId === undefined ? '/routing/rules' : `/routing/rules/${ruleId}`,
            { rule },
            t('routing.saved', { name: rule.name }),
            leave,
          )
        }
        onCancel={leave}
      />
    </Page>
  );
}
