import { useMutation } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Badge } from '../../components/badge.tsx';
import { IconButton } from '../../components/button.tsx';
import { NetworkIcon } from '../../components/network-icon.tsx';
import { Time } from '../../components/time.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import type { ExampleView } from './types.ts';

/** A good answer with what it answered. */
export function ExampleItem({ example, onGone }: { example: ExampleView; onGone(): void }) {
  const mayWrite = useCan()('voice.write');
  const { id, question, answer, network, language, isPrivate, note, by, at } = example;
  const remove = useMutation({
    mutationFn: () => api.delete(`/voice/examples/${id}`),
    onSuccess: onGone,
    onError: toastError,
  });
  return (
    <li className="voice-example">
      <blockquote dir="auto" lang={language ?? undefined}>
        {question}
      </blockquote>
      <p dir="auto" lang={language ?? undefined}>
        {answer}
      </p>
      <div className="row muted">
        <NetworkIcon network={network} hasName />
        {isPrivate && <Badge isQuiet>{t('voice.example.wasPrivate')}</Badge>}
        <span className="grow">
          {by}, <Time at={at} /> {note}
        </span>
        {mayWrite && (
          <IconButton
            size="s"
            icon={Trash2}
            label={t('voice.example.remove', { text: question.slice(0, 60) })}
            onClick={() => remove.mutate()}
          />
        )}
      </div>
    </li>
  );
}
