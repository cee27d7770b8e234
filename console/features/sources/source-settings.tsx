import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import type { SourceView } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { Section } from '../../components/page.tsx';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { configOf, valuesOf } from './config.ts';
import { ConfigFields } from './config-fields.tsx';
import { fieldProblem } from './field-problem.ts';
import { sourceQueries } from './queries.ts';
import type { SourceKind } from './types.ts';
import { Verification } from './verification.tsx';

/** Name and configuration of a source that is there. */
export function SourceSettings({ source, mayManage }: { source: SourceView; mayManage: boolean }) {
  const kind = useQuery(sourceQueries.kinds()).data?.find((one) => one.kind === source.kind);
  return (
    <Section
      title={t('sources.settings')}
      text={kind === undefined ? undefined : <Verification level={kind.verification} isLong />}
    >
      {kind !== undefined && <SettingsForm source={source} kind={kind} mayManage={mayManage} />}
    </Section>
  );
}

function SettingsForm({
  source,
  kind,
  mayManage,
}: {
  source: SourceView;
  kind: SourceKind;
  mayManage: boolean;
}) {
  const [name, setName] = useState(source.name);
  const [values, setValues] = useState(() => valuesOf(kind.fields, source.config));
  const queryClient = useQueryClient();
  const config = configOf(kind.fields, values);
  const isOther =
    JSON.stringify(config) !== JSON.stringify(configOf(kind.fields, valuesOf(kind.fields, source.config)));
  const save = useMutation({
    mutationFn: () =>
      api.patch<SourceView>(`/sources/${source.id}`, {
        name: name.trim(),
        ...(isOther && { config: { ...source.config, ...config } }),
      }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['sources'] });
      showToast({ text: t('common.saved') });
    },
  });
  const problem = fieldProblem(save.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className="form" onSubmit={submit}>
      <TextField
        label={t('sources.name')}
        required
        maxLength={120}
        value={name}
        disabled={!mayManage}
        onChange={(event) => setName(event.target.value)}
      />
      <ConfigFields
        fields={kind.fields}
        values={values}
        onChange={setValues}
        problem={problem}
        isDisabled={!mayManage}
      />
      {problem === null && <FormError error={save.error} />}
      {mayManage && (
        <div className="form-actions">
          <Button
            type="submit"
            variant="primary"
            isBusy={save.isPending}
            disabled={name.trim() === '' || (name.trim() === source.name && !isOther)}
          >
            {t('common.save')}
          </Button>
          {isOther && <span className="faint">{t('sources.settings.hint')}</span>}
        </div>
      )}
    </form>
  );
}
