import { useMutation, useQueryClient } from '@tanstack/react-query';
import { StickyNote } from 'lucide-react';
import { useRef } from 'react';
import { api } from '../../api/client.ts';
import type { Note } from '../../api/types.ts';
import { useUser } from '../../app/session.ts';
import { offerUndo } from '../../app/undo.ts';
import { Button } from '../../components/button.tsx';
import { AttachButton } from '../../components/files/attach-button.tsx';
import { FileDrop } from '../../components/files/file-drop.tsx';
import { UploadList } from '../../components/files/upload-list.tsx';
import type { Uploads } from '../../components/files/use-uploads.ts';
import { KeyHint } from '../../components/key-hint.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import { useLocalDraft } from './use-draft.ts';
import { useMentions } from './use-mentions.tsx';
import { WritingField } from './writing-field.tsx';

/** A note for the team, with colleagues offered after an @; files are attached, dropped or pasted. */
export function NoteComposer({
  conversationId,
  uploads,
  focusCount,
}: {
  conversationId: string;
  uploads: Uploads;
  focusCount: number;
}) {
  const user = useUser();
  const queryClient = useQueryClient();
  const field = useRef<HTMLTextAreaElement>(null);
  const { text, write } = useLocalDraft(`rapport.note.${user.id}.${conversationId}`);
  const mentions = useMentions({ text, write, field });
  const renew = () => queryClient.invalidateQueries({ queryKey: ['inbox', 'detail', conversationId] });
  const add = useMutation({
    mutationFn: () =>
      api.post<Note & { undo: string }>(`/inbox/${conversationId}/notes`, {
        text: text.trim(),
        fileIds: uploads.files.map((file) => file.id),
      }),
    onSuccess: (note) => {
      write('');
      uploads.clear();
      void renew();
      offerUndo({
        text: t('inbox.did.noted'),
        undo: async () => {
          await api.post('/inbox/undo', { undo: note.undo }).catch(toastError);
          await renew();
        },
      });
    },
    onError: toastError,
  });
  const isReady = (text.trim() !== '' || uploads.files.length > 0) && !uploads.isBusy;
  const submit = () => {
    if (isReady && !add.isPending) add.mutate();
  };
  return (
    <div className="composer-note">
      {mentions.list}
      <FileDrop uploads={uploads}>
        <WritingField
          field={field}
          label={t('inbox.note')}
          placeholder={t('inbox.note.placeholder')}
          value={text}
          focusCount={focusCount}
          isReadOnly={add.isPending}
          onChange={(value, place) => {
            write(value);
            mentions.onCaret(place);
          }}
          onKeyDown={mentions.onKeyDown}
          onSubmit={submit}
        />
        <UploadList uploads={uploads} />
      </FileDrop>
      <div className="composer-foot">
        <AttachButton uploads={uploads} />
        <span className="grow" />
        <Button icon={StickyNote} isBusy={add.isPending} disabled={!isReady} onClick={submit}>
          {t('inbox.note.add')}
          <KeyHint keys="mod+Enter" />
        </Button>
      </div>
    </div>
  );
}
