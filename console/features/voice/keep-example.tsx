import { useMutation } from '@tanstack/react-query';
import { Sparkles } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import type { PostView } from '../../api/types.ts';
import { useCan } from '../../app/session.ts';
import { IconButton } from '../../components/button.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { ReadFirst } from './read-first.tsx';
import type { ExamplePreview } from './types.ts';
import { useKeep } from './use-keep.ts';

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
