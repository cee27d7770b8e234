import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { teamQueries } from '../teams/queries.ts';
import './kept.css';
import type { Kept, KeptRowProps } from './kept-row.tsx';

type Head = Pick<Kept, 'name' | 'scope' | 'teamId'>;

interface KeptFormProps extends Pick<KeptRowProps<never>, 'area'> {
  /** What is changed; a new one without it. */
  id: string | undefined;
  input: Head;
  isWhole?: boolean;
  onChange(changed: Partial<Head>): void;
  onDone(): void;
  /** Stand beside the name. */
  fields?: ReactNode;
  /** Stand beside the buttons. */
  actions?: ReactNode;
  children: ReactNode;
}

/** The name of what is kept and for whom it is, what it says, and saving it. */
export function KeptForm({
  area,
  id,
  input,
  isWhole = true,
  onChange,
  onDone,
  fields,
  actions,
  children,
}: KeptFormProps) {
  const queryClient = useQueryClient();
  const mayShare = useCan()(`${area}.share`);
  const teams = useQuery(teamQueries.teams()).data ?? [];
  const save = useMutation({
    mutationFn: () => (id === undefined ? api.post(`/${area}`, input) : api.put(`/${area}/${id}`, input)),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: [area] });
      showToast({ text: t('canned.saved', { name: input.name.trim() }) });
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className="kept-form" onSubmit={submit}>
      <div className="kept-pair">
        <TextField
          label={t('common.name')}
          required
          maxLength={80}
          value={input.name}
          onChange={(event) => onChange({ name: event.target.value })}
        />
        {fields}
        <SelectField
          label={t('canned.scope')}
          value={input.teamId ?? input.scope}
          disabled={!mayShare}
          {...(!mayShare && { hint: t('canned.scope.hint') })}
          choices={[
            { value: 'personal', label: t('canned.scope.personal') },
            { value: 'all', label: t('canned.scope.all') },
            ...teams.map(({ id: team, name }) => ({
              value: team,
              label: t('canned.scope.ofTeam', { name }),
            })),
          ]}
          onChange={({ target: { value } }) =>
            onChange(
              value === 'personal' || value === 'all'
                ? { scope: value, teamId: null }
                : { scope: 'team', teamId: value },
            )
          }
        />
      </div>
      {children}
      <FormError error={save.error} />
      <div className="row">
        <Button type="submit" variant="primary" isBusy={save.isPending} disabled={!isWhole}>
          {t('common.save')}
        </Button>
        <Button onClick={onDone}>{t('common.cancel')}</Button>
        {actions}
      </div>
    </form>
  );
}
