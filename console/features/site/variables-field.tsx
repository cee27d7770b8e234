import { Plus, X } from 'lucide-react';
import { Button, IconButton } from '../../components/button.tsx';
import { t } from '../../i18n/index.ts';
import type { Look } from './queries.ts';

type Variables = Look['variables'];

const MOST = 40;

/** Custom properties of the company's own: a name, a value, and another one on dark pages. */
export function VariablesField({
  variables,
  onChange,
}: {
  variables: Variables;
  onChange(variables: Variables): void;
}) {
  const change = (at: number, part: Partial<Variables[number]>) =>
    onChange(variables.map((one, i) => (i === at ? { ...one, ...part } : one)));
  return (
    <fieldset className="field-group">
      <legend>{t('site.variables')}</legend>
      <p className="muted">{t('site.variables.hint')}</p>
      {rowsOf(variables).map(({ row, at, name, light, dark }) => (
        <div key={row} className="site-variable">
          <input
            className="input"
            aria-label={t('site.variable.name', { number: at + 1 })}
            placeholder={t('site.variable.namePlaceholder')}
            value={name}
            onChange={(event) => change(at, { name: event.target.value })}
          />
          <input
            className="input"
            aria-label={t('site.variable.light', { number: at + 1 })}
            placeholder="#fffaf2"
            value={light}
            onChange={(event) => change(at, { light: event.target.value })}
          />
          <input
            className="input"
            aria-label={t('site.variable.dark', { number: at + 1 })}
            placeholder={t('site.variable.darkPlaceholder')}
            value={dark ?? ''}
            onChange={(event) => change(at, { dark: event.target.value || null })}
          />
          <IconButton
            icon={X}
            label={t('site.variable.remove', { number: at + 1 })}
            onClick={() => onChange(variables.filter((_one, i) => i !== at))}
          />
        </div>
      ))}
      {variables.length < MOST && (
        <div>
          <Button icon={Plus} onClick={() => onChange([...variables, { name: '--', light: '', dark: null }])}>
            {t('site.variable.add')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

/** A row is known by its place: its name is being written. */
const rowsOf = (variables: Variables) => variables.map((one, at) => ({ ...one, at, row: `row ${at}` }));
