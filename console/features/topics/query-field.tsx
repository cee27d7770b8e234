import { type KeyboardEvent, type Ref, useId, useState } from 'react';
import { CircleCheck } from 'lucide-react';
import { classNames } from '../../components/class-names.ts';
import { t } from '../../i18n/index.ts';
import { type Mark, markQuery } from './marks.ts';
import { ProblemView } from './problem-view.tsx';
import type { QueryProblem } from './types.ts';
import { bracketPair, wrapWith } from './writing.ts';
import './query-field.css';

interface QueryFieldProps {
  value: string;
  onChange(value: string): void;
  /** What is wrong with exactly this text; null when nothing is, undefined while nobody knows yet. */
  problem: QueryProblem | null | undefined;
  isDisabled?: boolean;
  ref?: Ref<HTMLTextAreaElement>;
}

/** The query, with its operators marked and its problem underlined where it is. */
export function QueryField({ value, onChange, problem, isDisabled = false, ref }: QueryFieldProps) {
  const id = useId();
  const [cursor, setCursor] = useState<number | null>(null);
  const pair = cursor === null ? null : bracketPair(value, cursor);
  const isWrong = problem !== null && problem !== undefined && value.trim() !== '';
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {t('topics.query')}
      </label>
      <div className={classNames('query-field', isWrong && 'query-field-wrong')}>
        <div className="query-text query-mirror" aria-hidden>
          {placed(markQuery(value, isWrong ? problem : null, pair)).map(({ mark, start }) => (
            <span
              key={start}
              className={classNames(
                `query-is-${mark.kind}`,
                mark.isWrong && 'query-wrong',
                mark.isPair && 'query-pair',
              )}
            >
              {mark.text}
            </span>
          ))}
          {'\u200b'}
        </div>
        <textarea
          id={id}
          ref={ref}
          className="query-text query-input"
          value={value}
          rows={1}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          maxLength={4096}
          disabled={isDisabled}
          placeholder={t('topics.query.placeholder')}
          aria-invalid={isWrong || undefined}
          aria-describedby={`${id}-state`}
          onChange={(event) => onChange(event.target.value)}
          onSelect={(event) => setCursor(cursorOf(event.currentTarget))}
          onBlur={() => setCursor(null)}
          onKeyDown={(event) => wrapSelection(event, onChange)}
        />
      </div>
      <div id={`${id}-state`} aria-live="polite">
        {isWrong ? (
          <ProblemView problem={problem} query={value} onChoose={onChange} />
        ) : (
          <p className="query-state">
            {problem === null && value.trim() !== '' ? (
              <span className="row query-fine">
                <CircleCheck size={14} aria-hidden /> {t('topics.query.valid')}
              </span>
            ) : (
              t('topics.query.hint')
            )}
          </p>
        )}
      </div>
    </div>
  );
}

/** Where the cursor is; nothing while a part is selected. */
function cursorOf({ selectionStart, selectionEnd }: HTMLTextAreaElement): number | null {
  return selectionStart === selectionEnd ? selectionStart : null;
}

/** A bracket or quotation mark typed over a selection goes around it. */
function wrapSelection(event: KeyboardEvent<HTMLTextAreaElement>, onChange: (value: string) => void): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return;
  const field = event.currentTarget;
  const { value: text, selectionStart: start, selectionEnd: end } = field;
  const wrapped = wrapWith({ text, start, end }, event.key);
  if (wrapped === null) return;
  event.preventDefault();
  onChange(wrapped.text);
  requestAnimationFrame(() => field.setSelectionRange(wrapped.start, wrapped.end));
}

/** Marks with the place where each begins. */
function placed(marks: readonly Mark[]): { mark: Mark; start: number }[] {
  let start = 0;
  return marks.map((mark) => {
    const here = start;
    start += mark.text.length;
    return { mark, start: here };
  });
}
