import { useState } from 'react';
import { ConditionEditor } from '../../components/conditions/condition-editor.tsx';
import { Select } from '../../components/field.tsx';
import { moved } from '../../components/policies/moved.ts';
import { Section } from '../../components/page.tsx';
import { t } from '../../i18n/index.ts';
import { KeptForm } from '../canned/kept-form.tsx';
import { ActionRow } from './action-row.tsx';
import { draftOf, KINDS, newAction, newMacro } from './draft.ts';
import type { MacroAction, MacroInput, MacroView } from './queries.ts';

/** A macro, new or as it stands: what it does, for whom, and where it is offered. */
export function MacroForm({ item, onDone }: { item?: MacroView; onDone(): void }) {
  const [input, setInput] = useState<MacroInput>(() => (item ? draftOf(item) : newMacro()));
  const change = (changed: Partial<MacroInput>) => setInput((before) => ({ ...before, ...changed }));
  const setActions = (decide: (actions: MacroAction[]) => MacroAction[]) =>
    setInput((before) => ({ ...before, actions: decide(before.actions) }));
  return (
    <KeptForm
      area="macros"
      id={item?.id}
      input={input}
      isWhole={input.actions.length > 0}
      onChange={change}
      onDone={onDone}
    >
      <Section title={t('macros.does')}>
        {input.actions.map((action, index) => (
          <ActionRow
            // Kind and place: an action that moves begins anew with what it has.
            key={`${action.kind} ${String(index)}`}
            action={action}
            number={index + 1}
            isLast={index === input.actions.length - 1}
            onChange={(next) => setActions((all) => all.map((one, at) => (at === index ? next : one)))}
            onMove={(step) => setActions((all) => [...moved(all, index, index + step)])}
            onRemove={() => setActions((all) => all.filter((_, at) => at !== index))}
          />
        ))}
        <Select
          aria-label={t('macros.action.add')}
          value=""
          choices={[
            { value: '', label: t('macros.action.add') },
            ...KINDS.map((value) => ({ value, label: t(`macros.kind.${value}`) })),
          ]}
          onChange={({ target: { value } }) => {
            const kind = KINDS.find((one) => one === value);
            if (kind) setActions((all) => [...all, newAction(kind)]);
          }}
        />
      </Section>
      <Section title={t('macros.where')} text={t('macros.where.text')}>
        <ConditionEditor
          value={input.condition.when}
          onChange={(when) => change({ condition: { version: 1, when } })}
        />
      </Section>
    </KeptForm>
  );
}
