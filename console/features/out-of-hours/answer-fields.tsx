import { useQuery } from '@tanstack/react-query';
import { Checkbox } from '../../components/choice.tsx';
import { SelectField, TextAreaField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { networkName } from '../../components/network-icon.tsx';
import { useDebounced } from '../../components/use-debounced.ts';
import { Wordings } from '../../components/wordings.tsx';
import { LookedAt } from '../../components/looked-at.tsx';
import { shortNumber } from '../../format/number.ts';
import { t, tn } from '../../i18n/index.ts';
import { calendarQueries } from '../calendars/queries.ts';
import './out-of-hours.css';
import { type AutomaticAnswer, outOfHoursQueries } from './queries.ts';
import { isWritten } from './words.ts';

interface AnswerProps {
  answer: AutomaticAnswer;
  /** Whose last week the preview looks at; null: every channel. */
  network: string | null;
  onChange(answer: AutomaticAnswer): void;
}

/** What is said by itself while we are closed: words in each language, whose hours count, whether in public, and how it reads. */
export function AnswerFields({ answer, network, onChange }: AnswerProps) {
  const calendars = useQuery(calendarQueries.all()).data ?? [];
  const change = (changed: Partial<AutomaticAnswer>) => onChange({ ...answer, ...changed });
  return (
    <div className="stack">
      <Wordings
        className="away-text"
        texts={answer.texts}
        blank={{ language: '', body: '' }}
        onChange={(texts) => change({ texts })}
      >
        {(text, changeText, index) => (
          <TextAreaField
            label={t('outOfHours.words')}
            hint={index === 0 ? t('outOfHours.words.hint') : undefined}
            required
            maxLength={4000}
            value={text.body}
            onChange={(event) => changeText({ ...text, body: event.target.value })}
          />
        )}
      </Wordings>
      <SelectField
        label={t('outOfHours.calendar')}
        value={answer.calendarId ?? ''}
        choices={[
          { value: '', label: t('outOfHours.calendar.usual') },
          ...calendars.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(event) => change({ calendarId: event.target.value || null })}
      />
      <Checkbox
        label={t('outOfHours.inPublic')}
        hint={t('outOfHours.inPublic.hint')}
        isOn={answer.inPublic}
        onChange={(inPublic) => change({ inPublic })}
      />
      <Preview answer={answer} network={network} />
    </div>
  );
}

function Preview({ answer, network }: Pick<AnswerProps, 'answer' | 'network'>) {
  const settled = useDebounced(answer, 400);
  const found = useQuery({ ...outOfHoursQueries.preview(settled, network), enabled: isWritten(settled) });
  if (found.isError) return <FormError error={found.error} />;
  if (!found.data) return null;
  const { isOpen, texts, checked, share, answered } = found.data;
  return (
    <div className="away-preview" aria-live="polite">
      <p className="muted">{t(isOpen ? 'outOfHours.openNow' : 'outOfHours.closedNow')}</p>
      {texts.map(({ language, text, gaps, tooLongFor }) => (
        <blockquote key={language} lang={language} dir="auto">
          {text}
          {gaps.length > 0 && (
            <p className="away-warning">{t('outOfHours.gaps', { gaps: gaps.join(', ') })}</p>
          )}
          {tooLongFor.length > 0 && (
            <p className="away-warning">
              {t('outOfHours.tooLong', { networks: tooLongFor.map(networkName).join(', ') })}
            </p>
          )}
        </blockquote>
      ))}
      <p className="muted">
        {tn('outOfHours.lastWeek', answered, {
          answered: shortNumber(answered),
          checked: shortNumber(checked),
        })}
      </p>
      <LookedAt share={share} />
    </div>
  );
}
