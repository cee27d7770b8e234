import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { Button } from '../../components/button.tsx';
import { Checkbox } from '../../components/choice.tsx';
import { ChoiceField, TextAreaField, TextField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { t } from '../../i18n/index.ts';
import {
  type FieldName,
  FIELDS,
  formOf,
  inputOf,
  isAddress,
  isNeeded,
  type Kind,
  KINDS,
  newForm,
  type ProviderForm as Form,
} from './provider-fields.ts';
import { MetadataImport } from './provider-metadata.tsx';
import type { ProviderView } from './types.ts';

interface ProviderFormProps {
  item: ProviderView | undefined;
  onSaved(): void;
}

/** A provider while it is added or changed; its kind stays what it is. */
export function ProviderForm({ item, onSaved }: ProviderFormProps) {
  const [form, setForm] = useState<Form>(item === undefined ? newForm('oidc') : formOf(item));
  const change = (part: Partial<Form>) => setForm((before) => ({ ...before, ...part }));
  const fill = (fields: Partial<Form['fields']>) =>
    setForm((before) => ({ ...before, fields: { ...before.fields, ...fields } }));
  const save = useMutation({
    mutationFn: () =>
      item === undefined
        ? api.post('/community/providers', inputOf(form))
        : api.put(`/community/providers/${item.id}`, inputOf(form)),
    onSuccess: onSaved,
  });
  return (
    <form
      className="form"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {item === undefined && (
        <ChoiceField<Kind>
          label={t('members.provider.kind')}
          value={form.kind}
          values={KINDS}
          wordOf={(kind) => t(`members.provider.kind.${kind}`)}
          onChoose={(kind) => setForm({ ...newForm(kind), name: form.name })}
        />
      )}
      <TextField
        label={t('common.name')}
        hint={t('members.provider.name.hint')}
        required
        maxLength={200}
        value={form.name}
        onChange={(event) => change({ name: event.target.value })}
      />
      {form.kind === 'saml' && <MetadataImport onRead={fill} />}
      {FIELDS[form.kind].map((name) => (
        <OneField
          key={name}
          name={name}
          value={form.fields[name]}
          onChange={(value) => fill({ [name]: value })}
        />
      ))}
      {form.kind !== 'saml' && (
        <TextField
          label={t('members.provider.secret')}
          hint={item?.hasSecret === true ? t('members.provider.secret.kept') : undefined}
          type="password"
          autoComplete="off"
          maxLength={2000}
          value={form.secret}
          onChange={(event) => change({ secret: event.target.value })}
        />
      )}
      <Checkbox
        label={t('members.provider.trusts')}
        hint={t('members.provider.trusts.hint')}
        isOn={form.trustsMail}
        onChange={(trustsMail) => change({ trustsMail })}
      />
      <Checkbox
        label={t('members.provider.open')}
        isOn={form.isOpen}
        onChange={(isOpen) => change({ isOpen })}
      />
      <FormError error={save.error} />
      <div className="row">
        <Button type="submit" variant="primary" isBusy={save.isPending}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}

function OneField({
  name,
  value,
  onChange,
}: {
  name: FieldName;
  value: string;
  onChange(value: string): void;
}) {
  const label = t(`members.provider.${name}`);
  if (name === 'certificates')
    return (
      <TextAreaField
        label={label}
        hint={t('members.provider.certificates.hint')}
        required
        rows={6}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  return (
    <TextField
      label={label}
      type={isAddress(name) ? 'url' : 'text'}
      isOptional={!isNeeded(name)}
      required={isNeeded(name)}
      maxLength={1000}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
