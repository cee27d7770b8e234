import { useId, useMemo, useRef, useState } from 'react';
import { compileGuide } from '#lib/voice/index.ts';
import { classNames } from '../../components/class-names.ts';
import { TextField } from '../../components/field.tsx';
import { Section } from '../../components/page.tsx';
import { t, tn } from '../../i18n/index.ts';
import { WritingField } from '../inbox/writing-field.tsx';
import '../inbox/composer.css';
import { markedParts, withFix } from './marks.ts';
import type { Guide } from './types.ts';
import { fixOfKey } from './fix-key.ts';
import { VoiceHints } from './voice-hints.tsx';

/** Any text against the guide as it stands in the form, saved or not. Conditions count as if they held. */
export function TryOut({ guide }: { guide: Guide }) {
  const [text, setText] = useState(() => t('voice.try.example'));
  const [channel, setChannel] = useState('');
  const [language, setLanguage] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const aboutId = useId();
  const ready = useMemo(
    () =>
      compileGuide({
        ...guide,
        channel: channel.trim().toLowerCase(),
        language: language.trim().toLowerCase() || null,
        noPromotion: t('voice.try.complaint'),
        names: { customer: 'Maya', agent: 'Ama Boateng' },
      }),
    [guide, channel, language],
  );
  const checked = ready.check(text);
  return (
    <Section title={t('voice.try')} text={t('voice.try.text')}>
      <div className="stack voice-try">
        <WritingField
          label={t('voice.try.words')}
          placeholder=""
          value={text}
          focusCount={0}
          field={field}
          describedBy={aboutId}
          onChange={setText}
          onSubmit={() => undefined}
          onKeyDown={(event) => {
            const fix = fixOfKey(event, checked);
            if (fix === undefined) return;
            event.preventDefault();
            setText(withFix(text, fix));
          }}
          ground={markedParts([{ start: 0, text }], checked.findings).map((part) => (
            <span
              key={part.start}
              className={classNames(part.level !== null && `ground-voice-${part.level}`)}
            >
              {part.text}
            </span>
          ))}
        />
        <p id={aboutId} className="muted">
          {tn('voice.try.count', checked.words, { characters: checked.characters })}
        </p>
        <VoiceHints checked={checked} onFix={(fix) => setText(withFix(text, fix))} />
        <div className="voice-pair">
          <TextField
            label={t('voice.try.channel')}
            isOptional
            value={channel}
            onChange={(event) => setChannel(event.target.value)}
          />
          <TextField
            label={t('voice.try.language')}
            isOptional
            value={language}
            onChange={(event) => setLanguage(event.target.value)}
          />
        </div>
      </div>
    </Section>
  );
}
