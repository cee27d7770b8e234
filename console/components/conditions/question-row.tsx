import { X } from 'lucide-react';
import { type FactDefinition, type Operator, OPERATORS, type Question } from '#lib/conditions/index.ts';
import { t } from '../../i18n/index.ts';
import { IconButton } from '../button.tsx';
import { OperandField } from './operand-field.tsx';
import { questionAbout, withOperator } from './tree.ts';

interface QuestionRowProps {
  question: Question;
  facts: readonly FactDefinition[];
  onChange(question: Question): void;
  onRemove(): void;
}

/** One question: which fact, how it is asked, and for what. */
export function QuestionRow({ question, facts, onChange, onRemove }: QuestionRowProps) {
  const fact = facts.find(({ name }) => name === question.fact);
  const groups = [...new Set(facts.map(({ group }) => group))];
  return (
    <div className="condition-row">
      <select
        className="input select"
        aria-label={t('conditions.fact')}
        value={question.fact}
        onChange={(event) => {
          const next = facts.find(({ name }) => name === event.target.value);
          if (next) onChange(questionAbout(next));
        }}
      >
        {!fact && <option value={question.fact}>{question.fact}</option>}
        {groups.map((group) => (
          <optgroup key={group} label={group}>
            {facts
              .filter((one) => one.group === group)
              .map(({ name, label }) => (
                <option key={name} value={name}>
                  {label}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
      {fact && (
        <>
          {OPERATORS[fact.type].length > 1 && (
            <select
              className="input select"
              aria-label={t('conditions.operator')}
              value={question.op}
              onChange={(event) => onChange(withOperator(question, fact, event.target.value as Operator))}
            >
              {OPERATORS[fact.type].map((op) => (
                <option key={op} value={op}>
                  {t(`conditions.op.${op}`)}
                </option>
              ))}
            </select>
          )}
          <OperandField
            fact={fact}
            question={question}
            onChange={(value) => onChange({ ...question, value })}
          />
        </>
      )}
      <IconButton
        icon={X}
        size="s"
        label={t('conditions.remove', { fact: fact?.label ?? question.fact })}
        onClick={onRemove}
      />
    </div>
  );
}
