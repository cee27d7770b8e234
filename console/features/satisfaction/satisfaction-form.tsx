import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { Button } from '../../components/button.tsx';
import { Checkbox } from '../../components/choice.tsx';
import { ChoiceField, TextField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { networkName } from '../../components/network-icon.tsx';
import { showToast } from '../../components/toast-store.ts';
import { Wordings } from '../../components/wordings.tsx';
import { t } from '../../i18n/index.ts';
import { satisfactionQueries, type SatisfactionSettings } from './queries.ts';
import { toggled } from './words.ts';

/** Whether, where, when and in which words customers are asked. */
export function SatisfactionForm({
  start,
  isReadOnly,
}: {
  start: SatisfactionSettings;
  isReadOnly: boolean;
}) {
  const queryClient = useQueryClient();
  const accounts = useQuery(queries.accounts()).data ?? [];
  const [input, setInput] = useState(start);
  const change = (changed: Partial<SatisfactionSettings>) => setInput({ ...input, ...changed });
  const networks = [
    ...new Set([...accounts.map(({ network }) => network), 'mail', 'chat', ...start.networks]),
  ];
  const save = useMutation({
    mutationFn: () => api.put('/satisfaction/settings', input),
    onSuccess: () => {
      queryClient.setQueryData(satisfactionQueries.settings().queryKey, input);
      showToast({ text: t('satisfaction.saved') });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const number = (key: 'delayMinutes' | 'everyDays' | 'linkDays', most: number) => (
    <TextField
      type="number"
      required
      min={key === 'delayMinutes' ? 0 : 1}
      max={most}
      label={t(`satisfaction.${key}`)}
      value={input[key]}
      onChange={(event) => change({ [key]: Number(event.target.value) })}
    />
  );
  return (
    <form onSubmit={submit}>
      <fieldset className="satisfaction-form" disabled={isReadOnly}>
        <legend className="visually-hidden">{t('satisfaction.how')}</legend>
        <Checkbox
          label={t('satisfaction.isOn')}
          hint={t('satisfaction.isOn.hint')}
          isOn={input.isOn}
          onChange={(isOn) => change({ isOn })}
        />
        <fieldset className="field-group">
          <legend>{t('satisfaction.networks')}</legend>
          <div className="satisfaction-networks">
            {networks.map((network) => (
              <Checkbox
                key={network}
                label={networkName(network)}
                isOn={input.networks.includes(network)}
                onChange={(isOn) => change({ networks: toggled(networks, input.networks, network, isOn) })}
              />
            ))}
          </div>
        </fieldset>
        <div className="satisfaction-pair">
          {number('delayMinutes', 43_200)}
          {number('everyDays', 730)}
          {number('linkDays', 90)}
          <ChoiceField
            label={t('satisfaction.scale')}
            value={input.scale}
            values={['stars', 'thumbs'] as const}
            wordOf={(scale) => t(`satisfaction.scale.${scale}`)}
            onChoose={(scale) => change({ scale })}
          />
        </div>
        <Wordings
          className="satisfaction-text"
          texts={input.texts}
          blank={{ language: '', question: '', thanks: '' }}
          onChange={(texts) => change({ texts })}
        >
          {(text, changeText) =>
            (['question', 'thanks'] as const).map((key) => (
              <TextField
                key={key}
                label={t(`satisfaction.${key}`)}
                required
                maxLength={400}
                value={text[key]}
                onChange={(event) => changeText({ ...text, [key]: event.target.value })}
              />
            ))
          }
        </Wordings>
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
