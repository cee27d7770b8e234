import { CircleAlert, CircleSlash, Lightbulb } from 'lucide-react';
import { type Checked, easeWord, type Finding } from '#lib/voice/index.ts';
import { KeyHint } from '../../components/key-hint.tsx';
import { t, tn } from '../../i18n/index.ts';
import { MOST_SHOWN } from './fix-key.ts';
import { listed } from './marks.ts';
import './voice.css';

const ICONS = { stop: CircleSlash, warn: CircleAlert, hint: Lightbulb };

interface HintsProps {
  checked: Checked;
  onFix(fix: NonNullable<Finding['fix']>): void;
}

/** Under the field: what the guide says of the words, each with its reason, and one key that mends it. */
export function VoiceHints({ checked, onFix }: HintsProps) {
  const { shown, more } = listed(checked.findings, MOST_SHOWN);
  if (shown.length === 0 && checked.ease === null) return null;
  return (
    <section className="voice-hints" aria-label={t('voice.hints')}>
      <ul>
        {shown.map((finding, index) => (
          <Hint
            key={`${finding.kind} ${finding.ruleId} ${finding.span?.start ?? ''}`}
            finding={finding}
            number={index + 1}
            onFix={onFix}
          />
        ))}
      </ul>
      <p className="voice-figures">
        {more > 0 && <span>{tn('voice.more', more)}</span>}
        {checked.ease !== null && (
          <span>{t('voice.ease', { ease: checked.ease, word: easeWord(checked.ease) })}</span>
        )}
      </p>
    </section>
  );
}

function Hint({ finding, number, onFix }: { finding: Finding; number: number; onFix: HintsProps['onFix'] }) {
  const { level, text, fix } = finding;
  const Icon = ICONS[level];
  return (
    <li className={`voice-hint voice-${level}`}>
      <Icon size={14} aria-hidden />
      <span className="visually-hidden">{t(`voice.level.${level}`)}</span>
      <span className="grow">{text}</span>
      {fix !== null && (
        <button type="button" className="voice-fix" onClick={() => onFix(fix)}>
          {fix.text.trim() === '' ? t('voice.fix.remove') : t('voice.fix', { text: fix.text.trim() })}
          <KeyHint keys={`Alt+${number}`} />
        </button>
      )}
    </li>
  );
}
