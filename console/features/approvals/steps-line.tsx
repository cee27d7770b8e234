import { Check, CircleDashed, CircleDot } from 'lucide-react';
import { t } from '../../i18n/index.ts';
import type { ApprovalView } from './types.ts';

/** The steps in their order: who has said yes, and who is asked. */
export function StepsLine({ approval }: { approval: ApprovalView }) {
  return (
    <ol className="approval-steps" aria-label={t('approvals.steps')}>
      {approval.steps.map((step, index) => {
        const isNow = !step.isDone && index === approval.step && approval.endedAt === null;
        const Icon = step.isDone ? Check : isNow ? CircleDot : CircleDashed;
        return (
          <li key={keyOf(step)} aria-current={isNow ? 'step' : undefined}>
            <Icon size={14} aria-hidden />
            <span>
              <strong>{step.name}</strong>{' '}
              <span className="muted">
                {step.approvedBy.length > 0
                  ? t('approvals.step.by', { names: step.approvedBy.join(', ') })
                  : step.who.join(step.need === 'any' ? ` ${t('approvals.or')} ` : ` ${t('approvals.and')} `)}
                {isNow &&
                  step.need === 'all' &&
                  step.approvedBy.length > 0 &&
                  ` · ${t('approvals.step.more')}`}
              </span>
              {isNow && (
                <span className="faint">
                  {' '}
                  {step.asked.length > 0
                    ? t('approvals.step.asked', { names: namesOf(step.asked) })
                    : t('approvals.step.nobody')}
                </span>
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

/** Two steps that ask the same people under the same name are one to the reader, too. */
function keyOf({ name, who }: ApprovalView['steps'][number]): string {
  return `${name} ${who.join()}`;
}

const SHOWN = 4;

function namesOf(people: readonly { name: string }[]): string {
  const names = people.slice(0, SHOWN).map(({ name }) => name);
  return people.length > SHOWN ? `${names.join(', ')} +${people.length - SHOWN}` : names.join(', ');
}
