import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Sparkles } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import type { PostView } from '../../api/types.ts';
import { useCan } from '../../app/session.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextAreaField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import type { ExamplePreview, ExampleView } from './types.ts';

/** On an answer of ours: keeps it as an example, with one click; what was said in private is read first. */
export function KeepExample({ post }: { post: PostView }) {
  const mayWrite = useCan()('voice.write');
  const [shown, setShown] = useState<ExamplePreview | null>(null);
  const keep = useKeep(post.id, () => setShown(null));
  const begin = useMutation({
    mutationFn: () => api.post<ExamplePreview>('/voice/examples/preview', { postId: post.id }),
    onSuccess: (preview) => {
      if (preview.exampleId !== null) showToast({ text: t('voice.example.known') });
      else if (preview.isPrivate) setShown(preview);
      else keep.mutate({}, { onError: toastError });
    },
    onError: toastError,
  });
  if (!mayWrite || !post.isOwn || post.deletedAt !== null || post.parentExternalId === null) return null;
  return (
    <>
      <IconButton
        className="thread-answer"
        size="s"
        icon={Sparkles}
        label={t('voice.example.keep')}
        disabled={begin.isPending || keep.isPending}
        onClick={() => begin.mutate()}
      />
      {shown !== null && (
        <ReadFirst preview={shown} error={keep.error} onClose={() => setShown(null)} onKeep={keep.mutate} />
      )}
    </>
  );
}

type Words = Partial<Pick<ExamplePreview, 'question' | 'answer'>>;

function ReadFirst({
  preview,
  error,
  onClose,
  onKeep,
}: {
  preview: ExamplePreview;
  error: unknown;
  onClose(): void;
  onKeep(words: Words): void;
}) {
  const [words, setWords] = useState({ question: preview.question, answer: preview.answer });
  return (
    <Dialog
      title={t('voice.example.private')}
      text={t('voice.example.private.text')}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" onClick={() => onKeep(words)}>
            {t('voice.example.keepRead')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <TextAreaField
          label={t('voice.example.question')}
          value={words.question}
          rows={5}
          onChange={(event) => setWords({ ...words, question: event.target.value })}
        />
        <TextAreaField
          label={t('voice.example.answer')}
          value={words.answer}
          rows={5}
          onChange={(event) => setWords({ ...words, answer: event.target.value })}
        />
        <FormError error={error} />
      </div>
    </Dialog>
  );
}

function useKeep(postId: string, onKept: () => void) {
  const queryClient = useQueryClient();
  const renew = () => {
    for (const queryKey of [
      ['voice', 'examples'],
      ['knowledge', 'suggestions'],
    ])
      void queryClient.invalidateQueries({ queryKey });
  };
  return useMutation({
    mutationFn: (words: Words) => api.post<ExampleView>('/voice/examples', { postId, ...words }),
    onSuccess: ({ id }) => {
      onKept();
      renew();
      showToast({
        text: t('voice.example.kept'),
        action: {
          label: t('common.undo'),
          run: () => void api.delete(`/voice/examples/${id}`).then(renew, toastError),
        },
      });
    },
  });
}
