import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { FlaskConical } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import type { SourceView } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { showToast } from '../../components/toast-store.ts';
import { hasMessage, t } from '../../i18n/index.ts';
import { configOf, missingFields, valuesOf } from './config.ts';
import { ConfigFields } from './config-fields.tsx';
import { FeedFinder } from './feed-finder.tsx';
import { fieldProblem } from './field-problem.ts';
import { TestResult } from './test-result.tsx';
import type { SourceKind, SourceTest } from './types.ts';
import { Verification } from './verification.tsx';

/** The form of one kind: try it first, then add it. */
export function AddSourceForm({ kind, onAdded }: { kind: SourceKind; onAdded(id: string): void }) {
  const [name, setName] = useState('');
  const [values, setValues] = useState(() => valuesOf(kind.fields));
  // People know the address of a page; few know that of its feed.
  const [isFinding, setFinding] = useState(kind.kind === 'feed');
  const queryClient = useQueryClient();
  const input = () => ({
    kind: kind.kind,
    ...(name.trim() !== '' && { name: name.trim() }),
    config: configOf(kind.fields, values),
  });
  const test = useMutation({ mutationFn: () => api.post<SourceTest>('/sources/test', input()) });
  const add = useMutation({
    mutationFn: () => api.post<SourceView>('/sources', input()),
    onSuccess: async (source) => {
      await queryClient.invalidateQueries({ queryKey: ['sources'] });
      void queryClient.invalidateQueries({ queryKey: ['health'] });
      showToast({ text: t('sources.added', { name: source.name }) });
      onAdded(source.id);
    },
  });
  const problem = fieldProblem(add.error) ?? fieldProblem(test.error);
  const isMissing = missingFields(kind.fields, values).length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  const words = `sources.kind.${kind.kind}`;
  return (
    <div className="stack">
      <p className="muted">
        {hasMessage(words) && `${t(words)} `}
        <Verification level={kind.verification} isLong />
      </p>
      {kind.usesAccounts && (
        <p>
          {t('sources.accounts')} <Link to="/settings/accounts">{t('settings.accounts')}</Link>
        </p>
      )}
      {kind.kind === 'feed' && (
        <FeedFinder
          onChoose={(feed) => {
            setValues({ ...values, url: feed.url });
            setName(feed.title ?? '');
            setFinding(false);
            test.reset();
          }}
        />
      )}
      {isFinding && (
        <button type="button" className="text-button" onClick={() => setFinding(false)}>
          {t('sources.find.known')}
        </button>
      )}
      <form className="form" onSubmit={submit} hidden={isFinding}>
        <ConfigFields
          fields={kind.fields}
          values={values}
          problem={problem}
          onChange={(next) => {
            setValues(next);
            add.reset();
            test.reset();
          }}
        />
        <TextField
          label={t('sources.name')}
          hint={t('sources.name.hint')}
          isOptional
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        {problem === null && <FormError error={add.error ?? test.error} />}
        <div className="form-actions">
          <Button type="submit" variant="primary" isBusy={add.isPending} disabled={isMissing}>
            {t('sources.add')}
          </Button>
          <Button
            icon={FlaskConical}
            isBusy={test.isPending}
            disabled={isMissing}
            onClick={() => test.mutate()}
          >
            {t('sources.test')}
          </Button>
          <span className="faint">{test.isPending ? t('sources.test.running') : ''}</span>
        </div>
      </form>
      {test.data !== undefined && <TestResult result={test.data} />}
    </div>
  );
}
