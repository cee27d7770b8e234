import type { Condition } from '#lib/conditions/index.ts';
import { Checkbox } from '../../components/choice.tsx';
import { ConditionEditor } from '../../components/conditions/condition-editor.tsx';
import { t } from '../../i18n/index.ts';
import type { SayRule } from './new-rules.ts';

/** A rule may count only in conversations for which a condition holds. */
export function WhenField({ rule, onChange }: { rule: SayRule; onChange(when: SayRule['when']): void }) {
  return (
    <>
      <Checkbox
        label={t('voice.when')}
        isOn={rule.when !== null}
        onChange={(isOn) => onChange(isOn ? { version: 1, when: { all: [] } } : null)}
      />
      {rule.when !== null && (
        <ConditionEditor
          value={rule.when.when as Condition}
          onChange={(when) => onChange({ version: 1, when })}
        />
      )}
    </>
  );
}
