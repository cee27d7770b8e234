import { useQuery } from '@tanstack/react-query';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '../../components/button.tsx';
import { TextAreaField, TextField } from '../../components/field.tsx';
import { networkName } from '../../components/network-icon.tsx';
import { t } from '../../i18n/index.ts';
import { useDebounced } from '../../components/use-debounced.ts';
import { KeptForm } from './kept-form.tsx';
import { cannedQueries, type CannedInput, type CannedView } from './queries.ts';

const EMPTY: CannedInput = {
  name: '',
  folder: '',
  shortcut: null,
  scope: 'personal',
  teamId: null,
  texts: [{ language: 'en', body: '' }],
};

/** A canned reply, new or as it stands: its words in each language, how they read, and how long they are where they may go. */
export function CannedForm({ item, onDone }: { item?: CannedView; onDone(): void }) {
  const [input, setInput] = useState<CannedInput>(() => (item ? inputOf(item) : EMPTY));
  const change = (changed: Partial<CannedInput>) => setInput({ ...input, ...changed });
  const setText = (index: number, what: Partial<CannedInput['texts'][number]>) =>
    change({ texts: input.texts.map((text, at) => (at === index ? { ...text, ...what } : text)) });
  return (
    <KeptForm
      area="canned"
      id={item?.id}
      input={input}
      onChange={change}
      onDone={onDone}
      fields={
        <>
          <TextField
            label={t('canned.shortcut')}
            hint={t('canned.shortcut.hint')}
            isOptional
            maxLength={40}
            pattern="[a-z0-9][a-z0-9\-]*"
            value={input.shortcut ?? ''}
            onChange={(event) => change({ shortcut: event.target.value === '' ? null : event.target.value })}
          />
          <TextField
            label={t('canned.folder')}
            isOptional
            maxLength={120}
            value={input.folder}
            onChange={(event) => change({ folder: event.target.value })}
          />
        </>
      }
      actions={
        <Button
          variant="ghost"
          icon={Plus}
          onClick={() => change({ texts: [...input.texts, { language: '', body: '' }] })}
        >
          {t('canned.language.add')}
        </Button>
      }
    >
      {input.texts.map((text, index) => (
        <OneText
          // Texts have no identity; they keep theirs by place.
          key={place(index)}
          text={text}
          canRemove={input.texts.length > 1}
          onChange={(what) => setText(index, what)}
          onRemove={() => change({ texts: input.texts.filter((_, at) => at !== index) })}
        />
      ))}
      <Variables />
    </KeptForm>
  );
}

function place(index: number): string {
  return `text ${index}`;
}

function inputOf({ name, folder, shortcut, scope, teamId, texts, version }: CannedView): CannedInput {
  return { name, folder, shortcut, scope, teamId, texts: [...texts], version };
}

function OneText({
  text,
  canRemove,
  onChange,
  onRemove,
}: {
  text: CannedInput['texts'][number];
  canRemove: boolean;
  onChange(what: Partial<CannedInput['texts'][number]>): void;
  onRemove(): void;
}) {
  const body = useDebounced(text.body, 300);
  const preview = useQuery(cannedQueries.preview(body)).data;
  return (
    <div className="canned-text">
      <div className="row">
        <TextField
          label={t('canned.language')}
          required
          maxLength={12}
          className="canned-language"
          value={text.language}
          onChange={(event) => onChange({ language: event.target.value })}
        />
        <span className="grow" />
        {canRemove && (
          <IconButton
            icon={Trash2}
            label={t('canned.language.remove', { language: text.language })}
            onClick={onRemove}
          />
        )}
      </div>
      <TextAreaField
        label={t('canned.words')}
        required
        rows={5}
        maxLength={10_000}
        lang={text.language}
        value={text.body}
        onChange={(event) => onChange({ body: event.target.value })}
      />
      {preview !== undefined && body !== '' && (
        <div className="canned-preview" aria-live="polite">
          <p>{preview.text}</p>
          {preview.gaps.map(({ raw, reason, start }) => (
            <p key={start} className="canned-gap">
              {t(`canned.gap.${reason}`, { raw })}
            </p>
          ))}
          <p className="faint">
            {preview.channels.map(({ network, length, maxLength, isOver }) => (
              <span key={network} className={isOver ? 'canned-over' : undefined}>
                {t('canned.length', { network: networkName(network), length, most: maxLength })}
              </span>
            ))}
          </p>
        </div>
      )}
    </div>
  );
}

function Variables() {
  const variables = useQuery(cannedQueries.all()).data?.variables ?? [];
  return (
    <details className="canned-variables">
      <summary>{t('canned.variables')}</summary>
      <p className="muted">{t('canned.variables.text')}</p>
      <ul>
        {variables.map(({ name, sample }) => (
          <li key={name}>
            <code>{`{{${name}}}`}</code> <span className="faint">{sample}</span>
          </li>
        ))}
        <li>
          <code>{'{{case.field.since|today}}'}</code>{' '}
          <span className="faint">{t('canned.variables.field')}</span>
        </li>
      </ul>
    </details>
  );
}
