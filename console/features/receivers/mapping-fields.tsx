import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Callout } from '../../components/callout.tsx';
import { SelectField, TextAreaField, TextField } from '../../components/field.tsx';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import { receiverQueries } from './queries.ts';
import type { FieldName, ReceiverWish } from './types.ts';

type Mapping = ReceiverWish['mapping'];
const KINDS = ['review', 'message', 'comment', 'post'] as const;
const FIRST: readonly FieldName[] = ['id', 'text', 'title', 'authorId', 'authorName', 'createdAt'];
const MORE: readonly FieldName[] = [
  'authorHandle',
  'avatarUrl',
  'url',
  'updatedAt',
  'parentId',
  'rootId',
  'lang',
];

/** Which field of the sender's JSON becomes what of a post, tried on a sample while it is written. */
export function MappingFields({ mapping, onChange }: { mapping: Mapping; onChange(mapping: Mapping): void }) {
  const [sample, setSample] = useState('');
  const { items, ...rest } = mapping;
  const set = (field: FieldName, value: string) => {
    const fields = { ...mapping.fields, [field]: value };
    if (value === '' && field !== 'id' && field !== 'text') delete fields[field];
    onChange({ ...mapping, fields });
  };
  const input = (field: FieldName) => (
    <TextField
      key={field}
      label={t(`receivers.field.${field}`)}
      required={field === 'id' || field === 'text'}
      className="receiver-path"
      spellCheck={false}
      autoCapitalize="off"
      value={mapping.fields[field] ?? ''}
      onChange={(event) => set(field, event.target.value)}
    />
  );
  return (
    <fieldset className="field-group">
      <legend>{t('receivers.mapping')}</legend>
      <p className="field-hint">{t('receivers.mapping.hint')}</p>
      <TextAreaField
        label={t('receivers.sample')}
        hint={t('receivers.sample.hint')}
        rows={6}
        spellCheck={false}
        value={sample}
        onChange={(event) => setSample(event.target.value)}
      />
      <div className="receiver-pair">
        <SelectField
          label={t('receivers.kind')}
          value={mapping.kind}
          onChange={(event) => onChange({ ...mapping, kind: event.target.value as Mapping['kind'] })}
          choices={KINDS.map((value) => ({ value, label: t(`receivers.kind.${value}`) }))}
        />
        <TextField
          label={t('receivers.items')}
          hint={t('receivers.items.hint')}
          spellCheck={false}
          value={items ?? ''}
          onChange={(event) =>
            onChange(event.target.value === '' ? rest : { ...mapping, items: event.target.value })
          }
        />
        {FIRST.map(input)}
      </div>
      <details>
        <summary>{t('receivers.more')}</summary>
        <div className="receiver-pair">{MORE.map(input)}</div>
      </details>
      <Shown mapping={mapping} sample={sample} />
    </fieldset>
  );
}

function Shown({ mapping, sample }: { mapping: Mapping; sample: string }) {
  const { data } = useQuery(receiverQueries.trial(mapping, sample));
  if (data === undefined || sample.trim() === '') return null;
  if (data.problem !== null)
    return (
      <div aria-live="polite">
        <Callout tone="warn">{data.problem}</Callout>
      </div>
    );
  return (
    <div aria-live="polite">
      <p className="field-hint">{t('receivers.trial')}</p>
      <ul className="receiver-trial">
        {data.posts.map(({ externalId, author, title, text, createdAt }) => (
          <li key={externalId}>
            <strong>{author}</strong> <Time at={createdAt} className="faint" />
            {title !== null && <p>{title}</p>}
            <p dir="auto">{text}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}
