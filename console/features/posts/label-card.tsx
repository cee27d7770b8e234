import { Check, Undo2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { ExplainedLabel, LabelView, PostView } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { t } from '../../i18n/index.ts';
import { isOfAuthor, keyText, labelText, percentOf, sourceText, valueText } from './label-words.ts';
import type { Correct } from './use-correct.ts';

interface LabelCardProps {
  label: LabelView;
  /** Undefined until it was asked for. */
  explained: ExplainedLabel | undefined;
  post: Pick<PostView, 'title' | 'text'>;
  correct: Correct | null;
}

/** Why a label was given, and what it can be instead. */
export function LabelCard({ label, explained, post, correct }: LabelCardProps) {
  const isCorrected = label.source === 'person';
  return (
    <>
      <p className="label-card-head">
        <strong>{labelText(label)}</strong>
        {!isCorrected && (
          <span className="figures">{t('labels.percent', { percent: percentOf(label) })}</span>
        )}
      </p>
      <p className="label-card-source">
        {sourceText(label)}
        {!isCorrected && !isOfAuthor(label) && label.model !== '' && (
          <> · {t('labels.version', { version: label.model })}</>
        )}
      </p>
      {isCorrected && explained !== undefined && (
        <p className="label-card-source">
          {t('labels.modelled', {
            source: sourceText(explained.modelled),
            value: valueText(label.key, explained.modelled.value),
            percent: percentOf(explained.modelled),
          })}
        </p>
      )}
      {label.isHint && (
        <p className="label-card-hint">
          {t(label.key === 'irony' ? 'labels.hint.irony' : 'labels.hint.language')}
        </p>
      )}
      {explained !== undefined && <Words explained={explained} post={post} />}
      {correct !== null && <Corrections label={label} explained={explained} correct={correct} />}
    </>
  );
}

function Words({ explained, post }: { explained: ExplainedLabel; post: Pick<PostView, 'title' | 'text'> }) {
  const words = (sign: number) => [
    ...new Set(
      explained.because
        .filter(({ weight }) => weight * sign > 0)
        .map(({ field, start, end }) =>
          (field === 'title' ? (post.title ?? '') : post.text).slice(start, end),
        ),
    ),
  ];
  const [decided, against] = [words(1), words(-1)];
  if (explained.because.length === 0) return null;
  return (
    <dl className="label-card-words">
      <dt>{t('labels.words')}</dt>
      <dd>
        {decided.length === 0
          ? t('labels.words.none')
          : decided.map((word) => (
              <mark key={word} dir="auto">
                {word}
              </mark>
            ))}
      </dd>
      {against.length > 0 && (
        <>
          <dt>{t('labels.against')}</dt>
          <dd>
            {against.map((word) => (
              <span key={word} className="label-card-against" dir="auto">
                {word}
              </span>
            ))}
          </dd>
        </>
      )}
    </dl>
  );
}

function Corrections({
  label,
  explained,
  correct,
}: {
  label: LabelView;
  explained: ExplainedLabel | undefined;
  correct: Correct;
}) {
  const { key, value } = label;
  const others = valuesOf(key, explained).filter((other) => other !== value);
  return (
    <div className="label-card-correct" role="group" aria-label={t('labels.correct')}>
      <span className="label-card-ask">{t('labels.correct')}</span>
      {label.source !== 'person' && (
        <Button size="s" icon={Check} onClick={() => correct(key, value)}>
          {t('labels.confirm')}
        </Button>
      )}
      {others.map((other) => (
        <Button key={other} size="s" onClick={() => correct(key, other)}>
          {correctionText(key, other)}
        </Button>
      ))}
      {key === 'language' && <LanguageForm onSet={(code) => correct(key, code)} />}
      {label.source === 'person' && (
        <Button size="s" variant="ghost" icon={Undo2} onClick={() => correct(key, null)}>
          {t('labels.withdraw')}
        </Button>
      )}
    </div>
  );
}

/** Known before the explanation has come, so that the buttons do not move under the pointer. */
function valuesOf(key: string, explained: ExplainedLabel | undefined): readonly string[] {
  switch (key) {
    case 'sentiment':
      return ['negative', 'neutral', 'positive'];
    case 'urgency':
      return ['0', '1', '2', '3'];
    case 'emotion':
      return ['anger', 'joy', 'optimism', 'sadness', 'none'];
    case 'place':
    case 'intent':
      return ['none'];
    case 'language':
      return [];
    default:
      return explained?.values.length === 0 ? [] : ['no'];
  }
}

function correctionText(key: string, value: string): string {
  if (value === 'none' && key === 'place') return t('labels.placeNone');
  if (value === 'none' && key === 'intent') return t('labels.intentNone');
  if (value === 'none') return t('labels.emotion.none');
  if (value === 'no') return t('labels.not', { label: keyText(key) });
  return valueText(key, value);
}

function LanguageForm({ onSet }: { onSet(code: string): void }) {
  const [code, setCode] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim() !== '') onSet(code.trim().toLowerCase());
  };
  return (
    <form className="label-card-language" onSubmit={submit}>
      <input
        className="input"
        aria-label={t('labels.languageCode')}
        placeholder={t('labels.languageCode')}
        maxLength={3}
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <Button size="s" type="submit">
        {t('labels.save')}
      </Button>
    </form>
  );
}
