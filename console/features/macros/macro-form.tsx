import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { ConditionEditor } from '../../components/conditions/condition-editor.tsx';
import { Select, SelectField, TextField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { moved } from '../../components/policies/moved.ts';
import { Section } from '../../components/page.tsx';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { teamQueries } from '../teams/queries.ts';
import { ActionRow } from './action-row.tsx';
import { draftOf, KINDS, newAction, newMacro } from './draft.ts';
import type { MacroAction, MacroInput, MacroView } from './queries.ts';

/** A macro, new or as it stands: what it does, for whom, and where it is offered. */
export function MacroForm({ macro, onDone }: { macro?: MacroView; onDone(): void }) {
  const queryClient = useQueryClient();
  const mayShare = useCan()('macros.share');
  const teams = useQuery(teamQueries.teams()).data ?? [];
  const [input, setInput] = useState<MacroInput>(() => (macro ? draftOf(macro) : newMacro()));
  const change = (changed: Partial<MacroInput>) => setInput((before) => ({ ...before, ...changed }));
  const setActions = (decide: (actions: MacroAction[]) => MacroAction[]) =>
    setInput((before) => ({ ...before, actions: decide(before.actions) }));
  const save = useMutation({
    mutationFn: () => (macro ? api.put(`/macros/${macro.id}`, input) : api.post('/macros', input)),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['macros'] });
      showToast({ text: t('macros.saved', { name: input.name.trim() }) });
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className="macro-form" onSubmit={submit}>
      <div className="macro-pair">
        <TextField
          label={t('macros.name')}
          required
          maxLength={80}
          value={input.name}
          onChange={(event) => change({ name: event.target.value })}
        />
        <SelectField
          label={t('canned.scope')}
          value={input.teamId ?? input.scope}
          disabled={!mayShare}
          choices={[
            { value: 'personal', label: t('canned.scope.personal') },
            { value: 'all', label: t('canned.scope.all') },
            ...teams.map(({ id, name }) => ({ value: id, label: t('canned.scope.ofTeam', { name }) })),
          ]}
          onChange={({ target: { value } }) =>
            change(
              value === 'personal' || value === 'all'
                ? { scope: value, teamId: null }
                : { scope: 'team', teamId: value },
            )
          }
        />
      </div>
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
      <FormError error={save.error} />
      <div className="row">
        <Button type="submit" variant="primary" isBusy={save.isPending} disabled={input.actions.length === 0}>
          {t('common.save')}
        </Button>
        <Button onClick={onDone}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}
