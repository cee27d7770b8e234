import { useMutation } from '@tanstack/react-query';
import { CircleSlash, Tag } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { FormError } from '../../components/form-error.tsx';
import { Section } from '../../components/page.tsx';
import { t } from '../../i18n/index.ts';
import { partsOf, percent } from './figures.ts';
import type { IntentAnswer } from './types.ts';

/** Any sentence: what it would be taken for, how surely, and by which words. */
export function TryPanel() {
  const [text, setText] = useState('');
  const ask = useMutation({
    mutationFn: (said: string) =>
      api.post<IntentAnswer>('/intents/try', { text: said }).then((answer) => ({ answer, said })),
  });
  return (
    <Section title={t('intents.try')} text={t('intents.try.text')}>
      <form
        className="intent-try"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== '') ask.mutate(text);
        }}
      >
        <input
          className="input"
          aria-label={t('intents.try')}
          placeholder={t('intents.try.placeholder')}
          maxLength={10_000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" isBusy={ask.isPending} disabled={text.trim() === ''}>
          {t('intents.try.run')}
        </Button>
      </form>
      <div role="status">{ask.data !== undefined && <Answer {...ask.data} />}</div>
      <FormError error={ask.error} />
    </Section>
  );
}

function Answer({ answer, said }: { answer: IntentAnswer; said: string }) {
  return (
    <div className="intent-answer">
      <p className="intent-verdict">
        {answer.outOfScope ? (
          <Badge tone="warn" icon={CircleSlash}>
            {t('intents.outOfScopeSaid')}
          </Badge>
        ) : (
          <Badge tone="ok" icon={Tag}>
            {answer.label}
          </Badge>
        )}
        <span className="muted">
          {answer.outOfScope
            ? t('intents.nearest', { name: answer.label })
            : t('intents.sure', { share: percent(answer.confidence) })}
        </span>
      </p>
      <p>
        {partsOf(said, answer.because).map((part) =>
          part.kind === 'plain' ? (
            <span key={part.at}>{part.text}</span>
          ) : (
            <mark key={part.at} className={`intent-${part.kind}`} title={t(`intents.word.${part.kind}`)}>
              {part.text}
            </mark>
          ),
        )}
      </p>
      {answer.others.length > 0 && (
        <p className="muted">
          {t('intents.others')}{' '}
          {answer.others.map(({ label, confidence }) => `${label} ${percent(confidence)}`).join(', ')}
        </p>
      )}
    </div>
  );
}
