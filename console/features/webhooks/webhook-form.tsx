import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { Button } from '../../components/button.tsx';
import { Checkbox } from '../../components/choice.tsx';
import { TextField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { t } from '../../i18n/index.ts';
import { webhookQueries } from './queries.ts';
import type { Endpoint, EndpointWish, SavedEndpoint } from './types.ts';

interface WebhookFormProps {
  item: Endpoint | undefined;
  onSaved(endpoint: SavedEndpoint): void;
}

const ALL = '*';

export function WebhookForm({ item: endpoint, onSaved }: WebhookFormProps) {
  const types = useQuery(webhookQueries.all()).data?.types ?? [];
  const [wish, setWish] = useState<EndpointWish>({
    name: endpoint?.name ?? '',
    url: endpoint?.url ?? '',
    types: endpoint?.types ?? ['conversation.opened'],
    isOn: endpoint?.isOn ?? true,
  });
  const [isTypeMissing, setTypeMissing] = useState(false);
  const change = (more: Partial<EndpointWish>) => setWish({ ...wish, ...more });
  const save = useMutation({
    mutationFn: () =>
      endpoint === undefined
        ? api.post<SavedEndpoint>('/webhooks', wish)
        : api.put<SavedEndpoint>(`/webhooks/${endpoint.id}`, wish),
    onSuccess: onSaved,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTypeMissing(wish.types.length === 0);
    if (wish.types.length > 0) save.mutate();
  };
  const toggle = (type: string, isOn: boolean) =>
    change({
      types: isOn
        ? [...wish.types.filter((one) => one !== ALL), type]
        : wish.types.filter((one) => one !== type),
    });
  const isAll = wish.types.includes(ALL);
  return (
    <form className="form" onSubmit={submit}>
      <TextField
        label={t('common.name')}
        hint={t('webhooks.name.hint')}
        required
        autoFocus
        maxLength={100}
        value={wish.name}
        onChange={(event) => change({ name: event.target.value })}
      />
      <TextField
        label={t('webhooks.url')}
        hint={t('webhooks.url.hint')}
        type="url"
        required
        placeholder="https://shop.example/hooks/rapport"
        value={wish.url}
        onChange={(event) => change({ url: event.target.value })}
      />
      <fieldset className="field-group">
        <legend>{t('webhooks.types')}</legend>
        <Checkbox
          label={t('webhooks.types.all')}
          isOn={isAll}
          onChange={(isOn) => change({ types: isOn ? [ALL] : [] })}
        />
        {!isAll &&
          types.map(({ type, text }) => (
            <Checkbox
              key={type}
              label={<code>{type}</code>}
              hint={text}
              isOn={wish.types.includes(type)}
              onChange={(isOn) => toggle(type, isOn)}
            />
          ))}
        {isTypeMissing && (
          <p className="field-error" role="alert">
            {t('webhooks.types.missing')}
          </p>
        )}
      </fieldset>
      <Checkbox label={t('webhooks.isOn')} isOn={wish.isOn} onChange={(isOn) => change({ isOn })} />
      <FormError error={save.error} />
      <div className="row">
        <Button type="submit" variant="primary" isBusy={save.isPending}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}
