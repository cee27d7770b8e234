import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { SelectField, TextAreaField, TextField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { showToast } from '../../components/toast-store.ts';
import { networkName } from '../../components/network-icon.tsx';
import { t } from '../../i18n/index.ts';
import { teamQueries } from '../teams/queries.ts';
import { useDebounced } from '../topics/use-debounced.ts';
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
export function CannedForm({ canned, onDone }: { canned?: CannedView; onDone(): void }) {
  const queryClient = useQueryClient();
  const mayShare = useCan()('canned.share');
  const teams = useQuery(teamQueries.teams()).data ?? [];
  const [input, setInput] = useState<CannedInput>(() => (canned ? inputOf(canned) : EMPTY));
  const change = (changed: Partial<CannedInput>) => setInput({ ...input, ...changed });
  const setText = (index: number, what: Partial<CannedInput['texts'][number]>) =>
    change({ texts: input.texts.map((text, at) => (at === index ? { ...text, ...what } : text)) });
  const save = useMutation({
    mutationFn: () => (canned ? api.put(`/canned/${canned.id}`, input) : api.post('/canned', input)),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['canned'] });
      showToast({ text: t('canned.saved', { name: input.name.trim() }) });
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className="canned-form" onSubmit={submit}>
      <div className="canned-pair">
        <TextField
          label={t('canned.name')}
          required
          maxLength={80}
          value={input.name}
          onChange={(event) => change({ name: event.target.value })}
        />
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
        <SelectField
          label={t('canned.scope')}
          value={input.teamId ?? input.scope}
          disabled={!mayShare}
          {...(!mayShare && { hint: t('canned.scope.hint') })}
          choices={[
            { value: 'personal', label: t('canned.scope.personal') },
            { value: 'all', label: t('canned.scope.all') },
            ...teams.map(({ id, name }) => ({ value: id, label: t('canned.scope.ofTeam', { name }) })),
          ]}
          onChange={({ target: { value } }) =>
            change(
              value === 'personal' || value === 'all'
                ? { scope: value, teamId: null }
                : { scope: 'team', teamId: value },
            )
          }
        />
      </div>
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
      <FormError error={save.error} />
      <div className="row">
        <Button type="submit" variant="primary" isBusy={save.isPending}>
          {t('common.save')}
        </Button>
        <Button onClick={onDone}>{t('common.cancel')}</Button>
        <Button
          variant="ghost"
          icon={Plus}
          onClick={() => change({ texts: [...input.texts, { language: '', body: '' }] })}
        >
          {t('canned.language.add')}
        </Button>
      </div>
    </form>
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
