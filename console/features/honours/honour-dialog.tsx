import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Condition } from '#lib/conditions/index.ts';
import { api } from '../../api/client.ts';
import { Button } from '../../components/button.tsx';
import { Switch } from '../../components/choice.tsx';
import { ConditionEditor } from '../../components/conditions/condition-editor.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { SaveDialog } from '../../components/save-dialog.tsx';
import { t } from '../../i18n/index.ts';
import { asKind, canTry, FIRST_RULE, inputOf, isFilled } from './input.ts';
import { type HonourInput, honourQueries, type HonourView, type Trial } from './queries.ts';
import { useKeeping } from './use-changing.ts';

/** Adds a badge or rank, or changes one; its rule can be tried before. */
export function HonourDialog({ honour, onClose }: { honour: HonourView | undefined; onClose(): void }) {
  const facts = useQuery({ ...honourQueries.list(), select: (list) => list.facts });
  const [given, setGiven] = useState<HonourInput>(() => inputOf(honour));
  const change = (part: Partial<HonourInput>) => setGiven({ ...given, ...part });
  const save = useKeeping('/honours', honour, given, onClose);
  return (
    <SaveDialog
      title={honour ? t('common.change', { name: honour.names.en }) : t('honours.add')}
      save={save}
      isReady={isFilled(given)}
      onClose={onClose}
    >
      {!honour && (
        <SelectField
          label={t('honours.kind')}
          value={given.kind}
          onChange={({ target }) => setGiven(asKind(given, target.value === 'rank' ? 'rank' : 'badge'))}
          choices={(['badge', 'rank'] as const).map((value) => ({
            value,
            label: t(`honours.kind.${value}`),
          }))}
        />
      )}
      <Words given={given} change={change} />
      {given.threshold !== null && (
        <TextField
          type="number"
          min={1}
          label={t('honours.threshold')}
          value={given.threshold}
          onChange={({ target }) => change({ threshold: Math.max(1, Number(target.value)) })}
        />
      )}
      <Switch
        label={t('honours.hasRule')}
        isOn={given.rule !== null}
        onChange={(isOn) => change({ rule: isOn ? FIRST_RULE : null })}
      />
      {given.rule !== null && (
        <ConditionEditor
          value={given.rule.when as Condition}
          facts={facts}
          onChange={(when) => change({ rule: { version: 1, when } })}
        />
      )}
      <Switch
        label={t('honours.takenBack')}
        isOn={given.isTakenBack}
        onChange={(isTakenBack) => change({ isTakenBack })}
      />
      <Switch label={t('honours.on')} isOn={given.isOn} onChange={(isOn) => change({ isOn })} />
      {canTry(given) && (
        <TryRule key={JSON.stringify([given.kind, given.rule, given.threshold])} given={given} />
      )}
    </SaveDialog>
  );
}

function Words({ given, change }: { given: HonourInput; change(part: Partial<HonourInput>): void }) {
  const { names, texts } = given;
  return (
    <>
      {(['en', 'de'] as const).map((tag) => (
        <TextField
          key={tag}
          label={t(`honours.name.${tag}`)}
          maxLength={40}
          required={tag === 'en'}
          isOptional={tag !== 'en'}
          value={names[tag]}
          onChange={({ target }) => change({ names: { ...names, [tag]: target.value } })}
        />
      ))}
      {(['en', 'de'] as const).map((tag) => (
        <TextField
          key={tag}
          label={t(`honours.what.${tag}`)}
          maxLength={200}
          required={tag === 'en'}
          isOptional={tag !== 'en'}
          value={texts[tag]}
          onChange={({ target }) => change({ texts: { ...texts, [tag]: target.value } })}
        />
      ))}
      <TextField
        label={t('honours.mark')}
        maxLength={24}
        required
        value={given.mark}
        onChange={({ target }) => change({ mark: target.value })}
      />
      <TextField
        type="color"
        label={t('honours.colour')}
        value={given.colour}
        onChange={({ target }) => change({ colour: target.value })}
      />
    </>
  );
}

function TryRule({ given: { kind, rule, threshold } }: { given: HonourInput }) {
  const trial = useMutation({
    mutationFn: () => api.post<Trial>('/honours/trial', { kind, rule, threshold }),
  });
  return (
    <div className="stack" aria-live="polite">
      <div>
        <Button isBusy={trial.isPending} onClick={() => trial.mutate()}>
          {t('honours.try')}
        </Button>
      </div>
      <FormError error={trial.error} />
      {trial.data && (
        <div ref={showWhole}>
          <p>{t('honours.tried', { matched: trial.data.matched, checked: trial.data.checked })}</p>
          <ul>
            {trial.data.examples.map(({ id, name, why }) => (
              <li key={id}>
                <strong>{name}</strong> <span className="faint">{why.join('; ')}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

/** What was found stands below the button, at the end of a long form: it is brought into view. */
const showWhole = (found: HTMLDivElement | null) => found?.scrollIntoView({ block: 'nearest' });
