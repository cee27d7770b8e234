import { TextField } from '../../components/field.tsx';
import { ListField } from '../../components/list-field.tsx';
import { t } from '../../i18n/index.ts';
import { newSay, type SayRule } from './new-rules.ts';
import { RuleFrame } from './rule-frame.tsx';
import { RuleList } from './rule-list.tsx';
import { ScopeFields } from './scope-fields.tsx';
import { whereOf } from './where.ts';
import { WhenField } from './when-field.tsx';

interface SayProps {
  kind: 'never' | 'must';
  rules: SayRule[];
  onChange(rules: SayRule[]): void;
}

/** What must, or must never, be said, and when. */
export function SayRules({ kind, rules, onChange }: SayProps) {
  return (
    <RuleList rules={rules} onChange={onChange} make={newSay} add={t(`voice.${kind}.add`)}>
      {(rule, change, remove) => (
        <RuleFrame
          key={rule.id}
          name={rule.words[0] ?? t('voice.rule.new')}
          where={[whereOf(rule), rule.when === null ? '' : t('voice.when.short')].filter(Boolean).join(', ')}
          onRemove={remove}
          more={
            <>
              <ScopeFields scope={rule} onChange={change} />
              <WhenField rule={rule} onChange={(when) => change({ when })} />
            </>
          }
        >
          <ListField
            label={t(`voice.${kind}.words`)}
            values={rule.words}
            onChange={(words) => change({ words })}
          />
          <TextField
            label={t('voice.reason')}
            isOptional
            value={rule.reason}
            maxLength={300}
            onChange={(event) => change({ reason: event.target.value })}
          />
        </RuleFrame>
      )}
    </RuleList>
  );
}
