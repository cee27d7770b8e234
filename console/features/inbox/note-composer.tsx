import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { StickyNote } from 'lucide-react';
import { useRef } from 'react';
import { flushSync } from 'react-dom';
import { api } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import type { Note } from '../../api/types.ts';
import { useUser } from '../../app/session.ts';
import { offerUndo } from '../../app/undo.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { AttachButton } from '../../components/files/attach-button.tsx';
import { FileDrop } from '../../components/files/file-drop.tsx';
import { UploadList } from '../../components/files/upload-list.tsx';
import type { Uploads } from '../../components/files/use-uploads.ts';
import { KeyHint } from '../../components/key-hint.tsx';
import { narrow } from '../../components/narrow.ts';
import { toastError } from '../../components/toast-error.ts';
import { useOffers } from '../../components/use-offers.ts';
import { t } from '../../i18n/index.ts';
import { finishMention, mentionAt } from './mention.ts';
import { useLocalDraft } from './use-draft.ts';
import { WritingField } from './writing-field.tsx';

const SHOWN = 6;

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
  const { caret, isDismissed, setCaret, onCaret, among } = useOffers();
  const staff = useQuery(queries.staff()).data ?? [];
  const query = isDismissed ? null : mentionAt(text, caret);
  const offered =
    query === null
      ? []
      : narrow(
          staff
            .filter((member) => member.state === 'active')
            .map((member) => ({ ...member, label: member.name })),
          query.words,
        ).slice(0, SHOWN);
  const isFinished = offered.some((member) => member.name === query?.words.trim());
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
  const mention = (name: string) => {
    if (query === null) return;
    const finished = finishMention(text, caret, query, name);
    // At once, so that what is typed next lands behind the name.
    flushSync(() => {
      write(finished.text);
      setCaret(finished.caret);
    });
    field.current?.focus();
    field.current?.setSelectionRange(finished.caret, finished.caret);
  };
  const shown = isFinished ? [] : offered;
  const { current, keyDown } = among(shown);
  return (
    <div className="composer-note">
      {shown.length > 0 && (
        <div className="mentions" role="listbox" aria-label={t('inbox.note.mention')}>
          {shown.map((member, index) => (
            <div
              key={member.id}
              className="menu-item"
              role="option"
              aria-selected={index === current}
              onPointerDown={(event) => {
                event.preventDefault();
                mention(member.name);
              }}
            >
              <Avatar id={member.id} name={member.name} size={20} />
              <span className="grow">{member.name}</span>
            </div>
          ))}
        </div>
      )}
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
            onCaret(place);
          }}
          onKeyDown={(event) => keyDown(event, ({ name }) => mention(name))}
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
