import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { Button } from '../../components/button.tsx';
import { Checkbox, Switch } from '../../components/choice.tsx';
import { TextField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import type { Settings, Who } from './types.ts';
import { ROLES } from './who.ts';
import { WhoField } from './who-field.tsx';

/** Whose replies wait for a second person, for whom, and when somebody is trusted. */
export function NewcomersForm({ start, isReadOnly }: { start: Settings; isReadOnly: boolean }) {
  const queryClient = useQueryClient();
  const [settings, setSettings] = useState(start);
  const [trustsKnown, setTrustsKnown] = useState(!start.isOn);
  const change = (changed: Partial<Settings>) => setSettings({ ...settings, ...changed });
  const save = useMutation({
    mutationFn: () =>
      api.put<Settings>('/approvals/settings', {
        ...settings,
        trustsKnown: trustsKnown && settings.isOn && !start.isOn,
      }),
    onSuccess: async () => {
      showToast({ text: t('approvals.newcomers.saved') });
      await queryClient.invalidateQueries({ queryKey: ['approvals'] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <fieldset className="approval-form plain-fields" disabled={isReadOnly}>
        <Switch
          label={t('approvals.newcomers.isOn')}
          isOn={settings.isOn}
          onChange={(isOn) => change({ isOn })}
        />
        {settings.isOn && !start.isOn && (
          <Checkbox
            label={t('approvals.newcomers.known')}
            hint={t('approvals.newcomers.known.hint', { count: settings.needed })}
            isOn={trustsKnown}
            onChange={setTrustsKnown}
          />
        )}
        <TextField
          label={t('approvals.newcomers.needed')}
          hint={t('approvals.newcomers.needed.hint')}
          type="number"
          min={1}
          max={100}
          value={String(settings.needed)}
          onChange={(event) =>
            change({ needed: Math.min(100, Math.max(1, Number(event.target.value) || 1)) })
          }
        />
        <fieldset className="field-group">
          <legend>{t('approvals.newcomers.roles')}</legend>
          <div className="approval-roles">
            {ROLES.map((role) => (
              <Checkbox
                key={role}
                label={t(`approvals.role.${role}`)}
                isOn={settings.roles.includes(role)}
                onChange={(isOn) =>
                  change({
                    roles: isOn
                      ? [...settings.roles, role]
                      : settings.roles.filter((other) => other !== role),
                  })
                }
              />
            ))}
          </div>
        </fieldset>
        <WhoField
          label={t('approvals.newcomers.who')}
          hint={t('approvals.newcomers.who.hint')}
          who={settings.who as Who[]}
          onChange={(who) => change({ who: who as Settings['who'] })}
        />
        <FormError error={save.error} />
        <div className="form-actions">
          <Button type="submit" isBusy={save.isPending} disabled={settings.who.length === 0}>
            {t('common.save')}
          </Button>
        </div>
      </fieldset>
    </form>
  );
}
