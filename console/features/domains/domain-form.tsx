import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { Button } from '../../components/button.tsx';
import { Checkbox } from '../../components/choice.tsx';
import { TextField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { t } from '../../i18n/index.ts';
import { type Domain, type DomainWish, PARTS } from './queries.ts';

interface DomainFormProps {
  domain: Domain | undefined;
  onSaved(): void;
}

/** The name of an address, which stays, and what stands there. */
export function DomainForm({ domain, onSaved }: DomainFormProps) {
  const [wish, setWish] = useState<DomainWish>({ host: domain?.host ?? '', parts: domain?.parts ?? [] });
  const save = useMutation({
    mutationFn: () =>
      domain === undefined
        ? api.post<Domain>('/domains', wish)
        : api.put<Domain>(`/domains/${domain.id}`, { parts: wish.parts }),
    onSuccess: onSaved,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className="form" onSubmit={submit}>
      {domain === undefined && (
        <TextField
          label={t('domains.host')}
          hint={t('domains.host.hint')}
          required
          autoFocus
          inputMode="url"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={260}
          value={wish.host}
          onChange={({ target }) => setWish({ ...wish, host: target.value })}
        />
      )}
      <fieldset className="domain-parts">
        <legend>{t('domains.parts')}</legend>
        {PARTS.map((part) => (
          <Checkbox
            key={part}
            label={t(`domains.part.${part}`)}
            isOn={wish.parts.includes(part)}
            onChange={(isOn) =>
              setWish({
                ...wish,
                parts: PARTS.filter((one) => (one === part ? isOn : wish.parts.includes(one))),
              })
            }
          />
        ))}
        <p className="field-hint">{wish.parts.length === 0 && t('domains.parts.none')}</p>
      </fieldset>
      <FormError error={save.error} />
      <div className="row">
        <Button type="submit" variant="primary" isBusy={save.isPending}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}
