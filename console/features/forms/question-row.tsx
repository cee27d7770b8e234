import { ArrowDown, ArrowUp, X } from 'lucide-react';
import type { CaseTypeView } from '#respond/cases/schema.ts';
import { Badge } from '../../components/badge.tsx';
import { IconButton } from '../../components/button.tsx';
import { Checkbox } from '../../components/choice.tsx';
import { TextField } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';
import { withWords, wordsOf } from './edit.ts';
import type { Question } from './queries.ts';

interface QuestionRowProps {
  question: Question;
  /** Undefined where the type has it no more. */
  field: CaseTypeView['fields'][number] | undefined;
  language: string;
  isFirst: boolean;
  isLast: boolean;
  onChange(question: Question): void;
  onMove(by: -1 | 1): void;
  onRemove(): void;
}

/** A field that is asked, with the words for it in a language. */
export function QuestionRow(props: QuestionRowProps) {
  const { question, field, language, isFirst, isLast, onChange, onMove, onRemove } = props;
  const name = field?.label ?? question.field;
  const words = wordsOf(question, language);
  const say = (change: Partial<typeof words>) => onChange(withWords(question, language, change));
  return (
    <li className="forms-question">
      <div className="forms-question-head">
        <strong>{name}</strong>
        {field ? (
          <Badge isQuiet>{t(`cases.types.kind.${field.kind}`)}</Badge>
        ) : (
          <Badge isQuiet>{t('forms.gone')}</Badge>
        )}
        <span className="forms-question-acts">
          <IconButton
            icon={ArrowUp}
            label={t('forms.up', { name })}
            disabled={isFirst}
            onClick={() => onMove(-1)}
          />
          <IconButton
            icon={ArrowDown}
            label={t('forms.down', { name })}
            disabled={isLast}
            onClick={() => onMove(1)}
          />
          <IconButton icon={X} label={t('forms.unask', { name })} onClick={onRemove} />
        </span>
      </div>
      <Checkbox
        label={t('forms.required')}
        isOn={question.isRequired}
        onChange={(isRequired) => onChange({ ...question, isRequired })}
      />
      <TextField
        label={t('forms.question.label', { name })}
        isOptional
        lang={language}
        dir="auto"
        maxLength={80}
        placeholder={field?.label}
        value={words.label}
        onChange={(event) => say({ label: event.target.value })}
      />
      <TextField
        label={t('forms.question.help', { name })}
        isOptional
        lang={language}
        dir="auto"
        maxLength={300}
        value={words.help}
        onChange={(event) => say({ help: event.target.value })}
      />
      {field?.kind === 'choice' &&
        field.choices.map((choice) => (
          <TextField
            key={choice}
            label={t('forms.question.choice', { name: choice })}
            isOptional
            lang={language}
            dir="auto"
            maxLength={80}
            placeholder={choice}
            value={words.choices[choice] ?? ''}
            onChange={(event) => say({ choices: { ...words.choices, [choice]: event.target.value } })}
          />
        ))}
    </li>
  );
}
