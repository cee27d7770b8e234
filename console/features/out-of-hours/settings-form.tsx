import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { Button } from '../../components/button.tsx';
import { Switch } from '../../components/choice.tsx';
import { Select } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { networkName } from '../../components/network-icon.tsx';
import { EmptyState, Section } from '../../components/page.tsx';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { AnswerFields } from './answer-fields.tsx';
import type { ChannelSetting } from './queries.ts';
import { keyOf, newAnswer, placesLeft } from './words.ts';

/** What is answered by itself, channel by channel. */
export function SettingsForm({
  start,
  isReadOnly,
}: {
  start: readonly ChannelSetting[];
  isReadOnly: boolean;
}) {
  const queryClient = useQueryClient();
  const found = useQuery(queries.accounts()).data;
  const accounts = found ?? [];
  const [settings, setSettings] = useState(start);
  const save = useMutation({
    mutationFn: () => api.put('/out-of-hours/settings', { settings }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['out-of-hours', 'settings'] });
      showToast({ text: t('outOfHours.saved') });
    },
  });
  const nameOf = ({ network, accountId }: Pick<ChannelSetting, 'network' | 'accountId'>) => {
    const account = accounts.find(({ id }) => id === accountId);
    return accountId === null
      ? networkName(network)
      : `${networkName(network)}: ${account?.handle ?? t('outOfHours.gone')}`;
  };
  const left = placesLeft(accounts, settings);
  const add = (key: string) => {
    const place = left.find((one) => keyOf(one) === key);
    if (place) setSettings([...settings, { ...newAnswer(t('outOfHours.example')), ...place, isOn: true }]);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit}>
      <fieldset className="away-form" disabled={isReadOnly}>
        <legend className="visually-hidden">{t('outOfHours.channels')}</legend>
        {settings.length === 0 && (
          <EmptyState
            title={t('outOfHours.empty.title')}
            text={t(found?.length === 0 ? 'outOfHours.empty.noChannel' : 'outOfHours.empty.text')}
          />
        )}
        {settings.map((setting) => {
          const change = (what: Partial<ChannelSetting>) =>
            setSettings(settings.map((one) => (keyOf(one) === keyOf(setting) ? { ...one, ...what } : one)));
          return (
            <Section key={keyOf(setting)} title={nameOf(setting)}>
              <div className="stack">
                <div className="row">
                  <Switch
                    label={t('outOfHours.isOn')}
                    isOn={setting.isOn}
                    onChange={(isOn) => change({ isOn })}
                  />
                  <span className="grow" />
                  <Button
                    size="s"
                    onClick={() => setSettings(settings.filter((one) => keyOf(one) !== keyOf(setting)))}
                  >
                    {t('outOfHours.remove', { channel: nameOf(setting) })}
                  </Button>
                </div>
                <AnswerFields
                  answer={setting}
                  network={setting.network}
                  onChange={(answer) => change(answer)}
                />
              </div>
            </Section>
          );
        })}
        {left.length > 0 && !isReadOnly && (
          <Select
            aria-label={t('outOfHours.add')}
            value=""
            choices={[
              { value: '', label: t('outOfHours.add') },
              ...left.map((place) => ({ value: keyOf(place), label: nameOf(place) })),
            ]}
            onChange={(event) => add(event.target.value)}
          />
        )}
        <FormError error={save.error} />
        <div className="form-actions">
          <Button type="submit" variant="primary" isBusy={save.isPending}>
            {t('common.save')}
          </Button>
        </div>
      </fieldset>
    </form>
  );
}
