import { Checkbox } from '../../components/choice.tsx';
import { TextField } from '../../components/field.tsx';
import { ListField } from '../../components/list-field.tsx';
import { t } from '../../i18n/index.ts';
import { type FormRule, newForm, numberOf } from './new-rules.ts';
import { RuleFrame } from './rule-frame.tsx';
import { RuleList } from './rule-list.tsx';
import { ScopeFields } from './scope-fields.tsx';
import { whereOf } from './where.ts';

const NUMBERS = [
  'mostCharacters',
  'leastCharacters',
  'mostSentenceWords',
  'leastEase',
  'mostExclamations',
] as const;

/** How replies are built, by channel and language. */
export function FormRules({ rules, onChange }: { rules: FormRule[]; onChange(rules: FormRule[]): void }) {
  return (
    <RuleList rules={rules} onChange={onChange} make={newForm} add={t('voice.form.add')}>
      {(rule, change, remove) => (
        <RuleFrame
          key={rule.id}
          name={whereOf(rule) || t('voice.scope.everywhere')}
          where={whereOf(rule)}
          onRemove={remove}
          more={<ScopeFields scope={rule} onChange={change} />}
        >
          <div className="voice-pair">
            <ListField
              label={t('voice.form.greetings')}
              placeholder="Hi {name}"
              values={rule.greetings}
              onChange={(greetings) => change({ greetings })}
            />
            <ListField
              label={t('voice.form.signOffs')}
              placeholder="^{initials}"
              values={rule.signOffs}
              onChange={(signOffs) => change({ signOffs })}
            />
            {NUMBERS.map((name) => (
              <TextField
                key={name}
                label={t(`voice.form.${name}`)}
                isOptional
                type="number"
                min={0}
                value={rule[name] ?? ''}
                onChange={(event) => change({ [name]: numberOf(event.target.value) })}
              />
            ))}
          </div>
          <Checkbox
            label={t('voice.form.capitals')}
            isOn={rule.allowsCapitals}
            onChange={(allowsCapitals) => change({ allowsCapitals })}
          />
          <Checkbox
            label={t('voice.form.emoji')}
            isOn={rule.allowsEmoji}
            onChange={(allowsEmoji) => change({ allowsEmoji })}
          />
        </RuleFrame>
      )}
    </RuleList>
  );
}
