import type { ReactNode } from 'react';
import { t } from '../../i18n/index.ts';
import { Button } from '../button.tsx';
import { Callout } from '../callout.tsx';
import { TextField } from '../field.tsx';
import { FormError } from '../form-error.tsx';
import './endpoint.css';
import type { EndpointFields } from './endpoint.ts';
import type { useEndpoint } from './use-endpoint.ts';

type Field = Exclude<keyof EndpointFields, 'isOn'>;

interface EndpointFormProps {
  endpoint: ReturnType<typeof useEndpoint<never, EndpointFields>>;
  /** No address is asked for: the model runs on this machine. */
  isLocal?: boolean;
  isReadOnly?: boolean;
  canTry: boolean;
  hints?: Partial<Record<Field, string>>;
  /** Stands above the fields, `more` below them. */
  children: ReactNode;
  more?: ReactNode;
}

const WHERE = [
  ['url', 'url'],
  ['model', 'text'],
  ['key', 'password'],
] as const;
const LIMITS = ['requestsPerDay', 'tokensPerDay', 'timeoutSeconds'] as const;

/** Where a model answers, how much it may be asked, and a trial of it. */
export function EndpointForm({
  endpoint: { form, change, submit, save, trial },
  isLocal = false,
  isReadOnly = false,
  canTry,
  hints,
  children,
  more,
}: EndpointFormProps) {
  const field = (name: Field, type: string, hint?: string) => (
    <TextField
      key={name}
      label={t(`endpoint.${name}`)}
      hint={hint}
      type={type}
      autoComplete="off"
      value={form[name]}
      onChange={(event) => change({ [name]: event.target.value })}
    />
  );
  return (
    <form onSubmit={submit}>
      <fieldset disabled={isReadOnly} className="stack plain-fields endpoint-fields">
        {children}
        {!isLocal && WHERE.map(([name, type]) => field(name, type, t(`endpoint.${name}.hint`)))}
        <div className="endpoint-limits">{LIMITS.map((name) => field(name, 'number', hints?.[name]))}</div>
        {more}
        <FormError error={save.error ?? trial.error} />
        {trial.data !== undefined && (
          <Callout tone={trial.data.isFine ? 'ok' : 'warn'}>
            {trial.data.isFine
              ? t('endpoint.fine', { milliseconds: trial.data.milliseconds })
              : t('endpoint.notFine', { problem: trial.data.problem ?? '' })}{' '}
            {trial.data.text}
          </Callout>
        )}
        {!isReadOnly && (
          <div className="form-actions">
            <Button type="submit" variant="primary" isBusy={save.isPending}>
              {t('common.save')}
            </Button>
            {canTry && (
              <Button isBusy={trial.isPending} onClick={() => trial.mutate()}>
                {t('endpoint.try')}
              </Button>
            )}
          </div>
        )}
      </fieldset>
    </form>
  );
}
