import { TextField } from '../../components/field.tsx';
import { ListField } from '../../components/list-field.tsx';
import { t } from '../../i18n/index.ts';
import { type AvoidRule, newAvoid } from './new-rules.ts';
import { RuleFrame } from './rule-frame.tsx';
import { RuleList } from './rule-list.tsx';
import { ScopeFields } from './scope-fields.tsx';
import { whereOf } from './where.ts';

/** Words that are better said otherwise. */
export function AvoidRules({ rules, onChange }: { rules: AvoidRule[]; onChange(rules: AvoidRule[]): void }) {
  return (
    <RuleList rules={rules} onChange={onChange} make={newAvoid} add={t('voice.avoid.add')}>
      {(rule, change, remove) => (
        <RuleFrame
          key={rule.id}
          name={rule.words[0] ?? t('voice.rule.new')}
          where={whereOf(rule)}
          onRemove={remove}
          more={<ScopeFields scope={rule} onChange={change} />}
        >
          <ListField
            label={t('voice.avoid.words')}
            values={rule.words}
            onChange={(words) => change({ words })}
          />
          <div className="voice-pair">
            <TextField
              label={t('voice.avoid.instead')}
              isOptional
              value={rule.instead ?? ''}
              maxLength={120}
              onChange={(event) => change({ instead: event.target.value === '' ? null : event.target.value })}
            />
            <TextField
              label={t('voice.reason')}
              isOptional
              value={rule.reason}
              maxLength={300}
              onChange={(event) => change({ reason: event.target.value })}
            />
          </div>
        </RuleFrame>
      )}
    </RuleList>
  );
}
