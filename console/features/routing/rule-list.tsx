import { Link } from '@tanstack/react-router';
import { CircleCheck, CircleStop, PencilLine } from 'lucide-react';
import { Badge } from '../../components/badge.tsx';
import { OrderedList } from '../../components/policies/ordered-list.tsx';
import { t, tn } from '../../i18n/index.ts';
import { actionWords } from './action-words.ts';
import { triggerWords } from './trigger-words.ts';
import type { Rule, Team, Worker } from './types.ts';
import { useRulesChange } from './use-rules.ts';

interface RuleListProps {
  rules: readonly Rule[];
  teams: readonly Team[];
  people: readonly Worker[];
  mayManage: boolean;
}

/** The rules in their order, and what each of them does. */
export function RuleList({ rules, teams, people, mayManage }: RuleListProps) {
  const { isBusy, run } = useRulesChange();
  return (
    <OrderedList
      label={t('routing.title')}
      items={rules}
      isBusy={isBusy}
      onOrder={mayManage ? (ids) => run('/routing/order', { ids }, t('routing.moved')) : undefined}
    >
      {(rule) => <RuleWords rule={rule} does={actionWords(rule.actions, teams, people)} />}
    </OrderedList>
  );
}

function RuleWords({ rule, does }: { rule: Rule; does: string }) {
  const runs = triggerWords(rule);
  return (
    <>
      <div className="row ordered-title">
        <Link to="/routing/$ruleId" params={{ ruleId: rule.id }}>
          {rule.name}
        </Link>
        {rule.isActive ? (
          <Badge tone="ok" icon={CircleCheck}>
            {t('routing.active')}
          </Badge>
        ) : (
          <Badge icon={PencilLine}>{t('routing.draft')}</Badge>
        )}
        {rule.stops && (
          <Badge isQuiet icon={CircleStop}>
            {t('routing.stops')}
          </Badge>
        )}
      </div>
      {runs !== undefined && <p className="muted">{t('routing.runs', { when: runs })}</p>}
      <p className="muted">{t('routing.when', { text: rule.text })}</p>
      <p>→ {does}</p>
      <p className="faint">{tn('routing.moved.count', rule.moved)}</p>
    </>
  );
}
