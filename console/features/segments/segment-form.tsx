import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Condition } from '#lib/conditions/index.ts';
import type { SegmentInput } from '#people/segments/schema.ts';
import { Button } from '../../components/button.tsx';
import { ConditionEditor } from '../../components/conditions/condition-editor.tsx';
import { TextField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { Section } from '../../components/page.tsx';
import { t } from '../../i18n/index.ts';
import { segmentQueries } from './queries.ts';
import { SegmentPreview } from './segment-preview.tsx';
import { inputOf, isOpen } from './draft.ts';

interface SegmentFormProps {
  start: SegmentInput;
  isReadOnly: boolean;
  isBusy: boolean;
  error: unknown;
  onSave(input: SegmentInput): void;
}

/** What a segment is called, and what is asked of its customers; with whom it would take in. */
export function SegmentForm({ start, isReadOnly, isBusy, error, onSave }: SegmentFormProps) {
  const [name, setName] = useState(start.name);
  const [description, setDescription] = useState(start.description);
  const [when, setWhen] = useState((start.condition?.when ?? { all: [] }) as Condition);
  const facts = useQuery(segmentQueries.facts());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') onSave(inputOf({ name, description, when }));
  };
  return (
    <form className="segment-form" onSubmit={submit} noValidate>
      <TextField
        label={t('common.name')}
        value={name}
        maxLength={80}
        disabled={isReadOnly}
        placeholder={t('segments.example')}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        label={t('segments.description')}
        value={description}
        maxLength={500}
        disabled={isReadOnly}
        onChange={(event) => setDescription(event.target.value)}
      />
      <Section title={t('segments.who')} text={t('segments.who.text')}>
        <ConditionEditor
          value={when}
          facts={facts}
          isDisabled={isReadOnly}
          always={t('segments.byHand')}
          onChange={setWhen}
        />
        {!isOpen(when) && <SegmentPreview when={when} />}
      </Section>
      <FormError error={error} />
      {!isReadOnly && (
        <div className="form-actions">
          <Button type="submit" variant="primary" isBusy={isBusy} disabled={name.trim() === ''}>
            {t('common.save')}
          </Button>
        </div>
      )}
    </form>
  );
}
