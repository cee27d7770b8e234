import { Link } from '@tanstack/react-router';
import { ArrowDown, ArrowUp, CircleCheck, CircleStop, GripVertical, PencilLine } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '../../components/badge.tsx';
import { IconButton } from '../../components/button.tsx';
import { t, tn } from '../../i18n/index.ts';
import { actionWords } from './action-words.ts';
import { moved } from './draft.ts';
import type { Rule, Team, Worker } from './types.ts';
import { useRulesChange } from './use-rules.ts';

interface RuleListProps {
  rules: readonly Rule[];
  teams: readonly Team[];
  people: readonly Worker[];
  mayManage: boolean;
}

/** The rules in their order, which changes by dragging, by the arrows, or by Alt with an arrow key on a row. */
export function RuleList({ rules, teams, people, mayManage }: RuleListProps) {
  const [held, setHeld] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const { isBusy, run } = useRulesChange();
  const move = (from: number, to: number) => {
    const ids = rules.map(({ id }) => id);
    const next = moved(ids, from, to);
    if (next !== ids) run('/routing/order', { ids: next }, t('routing.moved'));
  };
  return (
    <ol className="list rules" aria-label={t('routing.title')}>
      {rules.map((rule, index) => (
        <li
          key={rule.id}
          className="rule-row"
          data-over={over === index && held !== null && held !== index ? '' : undefined}
          draggable={mayManage && !isBusy}
          onDragStart={() => setHeld(index)}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(index);
          }}
          onDragEnd={() => {
            setHeld(null);
            setOver(null);
          }}
          onDrop={() => {
            if (held !== null) move(held, index);
          }}
          onKeyDown={(event) => {
            const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
            if (!event.altKey || step === 0 || !mayManage) return;
            event.preventDefault();
            move(index, index + step);
          }}
        >
          {mayManage && <GripVertical size={16} className="rule-grip" aria-hidden />}
          <span className="figures faint">{index + 1}</span>
          <RuleWords rule={rule} does={actionWords(rule.actions, teams, people)} />
          {mayManage && (
            <div className="row rule-moves">
              <IconButton
                icon={ArrowUp}
                size="s"
                label={t('routing.up', { name: rule.name })}
                disabled={index === 0 || isBusy}
                onClick={() => move(index, index - 1)}
              />
              <IconButton
                icon={ArrowDown}
                size="s"
                label={t('routing.down', { name: rule.name })}
                disabled={index === rules.length - 1 || isBusy}
                onClick={() => move(index, index + 1)}
              />
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}

function RuleWords({ rule, does }: { rule: Rule; does: string }) {
  return (
    <div className="grow rule-words">
      <div className="row rule-title">
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
      <p className="muted">{t('routing.when', { text: rule.text })}</p>
      <p>→ {does}</p>
      <p className="faint">{tn('routing.moved.count', rule.moved)}</p>
    </div>
  );
}
