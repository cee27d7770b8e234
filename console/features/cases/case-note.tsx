import { type FormEvent, useRef } from 'react';
import { api } from '../../api/client.ts';
import { useCan, useUser } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { AttachButton } from '../../components/files/attach-button.tsx';
import { UploadList } from '../../components/files/upload-list.tsx';
import { useUploads } from '../../components/files/use-uploads.ts';
import { t } from '../../i18n/index.ts';
import { useLocalDraft } from '../inbox/use-draft.ts';
import { useMentions } from '../inbox/use-mentions.tsx';
import { useCaseActions } from './use-cases.ts';

/** A note for colleagues, with files, kept on this device until it is added. @ offers colleagues; who is named is told. */
export function CaseNote({ caseId }: { caseId: string }) {
  const can = useCan();
  const actions = useCaseActions();
  const user = useUser();
  const field = useRef<HTMLTextAreaElement>(null);
  const own = `${user.id}.${caseId}`;
  const uploads = useUploads('note', `rapport.files.case-note.${own}`);
  const { text, write } = useLocalDraft(`rapport.case-note.${own}`);
  const mentions = useMentions({ text, write, field });
  if (!can('cases.work')) return null;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const fileIds = uploads.files.map((file) => file.id);
    if (await actions.run(api.post(`/cases/${caseId}/notes`, { text, fileIds }))) {
      write('');
      uploads.clear();
    }
  };
  return (
    <form className="case-note" onSubmit={(event) => void save(event)}>
      {mentions.list}
      <textarea
        ref={field}
        className="input"
        rows={3}
        value={text}
        maxLength={10_000}
        dir="auto"
        onChange={(event) => {
          write(event.target.value);
          mentions.onCaret(event.target.selectionStart);
        }}
        onKeyDown={mentions.onKeyDown}
        aria-label={t('cases.note.write')}
        placeholder={t('cases.note.write')}
      />
      <UploadList uploads={uploads} />
      <div className="case-note-foot">
        <AttachButton uploads={uploads} />
        <span className="grow" />
        <Button type="submit" disabled={text.trim() === '' || uploads.isBusy}>
          {t('cases.note.add')}
        </Button>
      </div>
    </form>
  );
}
