import { ArrowDown, ArrowUp, Pencil, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CaseTypeView } from '#respond/cases/schema.ts';
import { Badge } from '../../components/badge.tsx';
import { IconButton } from '../../components/button.tsx';
import { Section } from '../../components/page.tsx';
import { t, tn } from '../../i18n/index.ts';
import { moved } from './edit.ts';
import type { FormView } from './queries.ts';

interface FormRowProps {
  form: FormView;
  /** Undefined while types are loaded, and for one that is gone. */
  type: CaseTypeView | undefined;
  at: number;
  forms: readonly FormView[];
  mayChange: boolean;
  onChange(forms: readonly FormView[]): void;
  onEdit(): void;
  /** The editor, while it is open. */
  children: ReactNode;
}

/** One form in the order in which customers choose among them. */
export function FormRow({ form, type, at, forms, mayChange, onChange, onEdit, children }: FormRowProps) {
  const name = type?.name ?? '';
  const acts = (
    <>
      <IconButton
        icon={ArrowUp}
        label={t('forms.up', { name })}
        disabled={at === 0}
        onClick={() => onChange(moved(forms, at, -1))}
      />
      <IconButton
        icon={ArrowDown}
        label={t('forms.down', { name })}
        disabled={at === forms.length - 1}
        onClick={() => onChange(moved(forms, at, 1))}
      />
      <IconButton icon={Pencil} label={t('forms.edit', { name })} onClick={onEdit} />
      <IconButton
        icon={Trash2}
        label={t('forms.remove', { name })}
        onClick={() => onChange(forms.filter((one) => one !== form))}
      />
    </>
  );
  return (
    <Section
      title={name}
      text={tn('forms.questions', form.questions.length)}
      actions={mayChange ? acts : undefined}
    >
      <p className="row forms-places">
        {form.places.map((place) => (
          <Badge key={place}>{t(`forms.place.${place}`)}</Badge>
        ))}
        {form.places.length === 0 && <Badge isQuiet>{t('forms.nowhere')}</Badge>}
        {type?.isArchived && <Badge isQuiet>{t('forms.archived')}</Badge>}
      </p>
      {children}
    </Section>
  );
}
