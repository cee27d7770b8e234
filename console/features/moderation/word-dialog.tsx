import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { Button } from '../../components/button.tsx';
import { Switch } from '../../components/choice.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { SaveDialog } from '../../components/save-dialog.tsx';
import { t } from '../../i18n/index.ts';
import { inputOf } from './cases.ts';
import type { WordInput, WordPreview, WordView } from './queries.ts';
import { useKeeping } from './use-changing.ts';

const ACTIONS = ['hold', 'refuse', 'replace', 'flag'] as const;

/** Adds a watched word or changes one, tried on the last month before. */
export function WordDialog({ word, onClose }: { word: WordView | undefined; onClose(): void }) {
  const [given, setGiven] = useState<WordInput>(() => inputOf(word));
  const change = (part: Partial<WordInput>) => setGiven({ ...given, ...part });
  const save = useKeeping('/moderation/words', word, given, onClose);
  return (
    <SaveDialog
      title={word ? t('moderation.word.changeNamed', { pattern: word.pattern }) : t('moderation.word.add')}
      save={save}
      isReady={given.pattern.trim() !== ''}
      onClose={onClose}
    >
      <TextField
        label={t('moderation.word.pattern')}
        hint={t('moderation.word.pattern.hint')}
        maxLength={1000}
        required
        value={given.pattern}
        onChange={(event) => change({ pattern: event.target.value })}
      />
      <Switch
        label={t('moderation.word.expression')}
        hint={t('moderation.word.expression.hint')}
        isOn={given.isExpression ?? false}
        onChange={(isExpression) => change({ isExpression })}
      />
      <SelectField
        label={t('moderation.word.action')}
        value={given.action}
        onChange={({ target }) => change({ action: ACTIONS.find((one) => one === target.value) ?? 'hold' })}
        choices={ACTIONS.map((one) => ({ value: one, label: t(`moderation.word.action.${one}`) }))}
      />
      {given.action === 'replace' && (
        <TextField
          label={t('moderation.word.replacement')}
          maxLength={200}
          value={given.replacement}
          onChange={(event) => change({ replacement: event.target.value })}
        />
      )}
      {given.action === 'refuse' && (
        <TextField
          label={t('moderation.word.reason')}
          maxLength={300}
          value={given.reason}
          onChange={(event) => change({ reason: event.target.value })}
        />
      )}
      <Switch
        label={t('moderation.word.on')}
        isOn={given.isOn ?? true}
        onChange={(isOn) => change({ isOn })}
      />
      <Preview given={given} />
    </SaveDialog>
  );
}

function Preview({ given }: { given: WordInput }) {
  const preview = useMutation({
    mutationFn: () => api.post<WordPreview>('/moderation/words/preview', given),
  });
  return (
    <div className="stack" aria-live="polite">
      <div>
        <Button
          disabled={given.pattern.trim() === ''}
          isBusy={preview.isPending}
          onClick={() => preview.mutate()}
        >
          {t('moderation.word.preview')}
        </Button>
      </div>
      <FormError error={preview.error} />
      {preview.data && (
        <>
          <p>{t('moderation.word.met', { matched: preview.data.matched, checked: preview.data.checked })}</p>
          <ul className="moderation-why">
            {preview.data.examples.map(({ kind, id, title, found }) => (
              <li key={`${kind} ${id}`}>
                <strong>{found.join(', ')}</strong> – {title}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
