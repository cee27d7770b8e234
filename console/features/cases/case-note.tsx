import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { AttachButton } from '../../components/files/attach-button.tsx';
import { UploadList } from '../../components/files/upload-list.tsx';
import { useUploads } from '../../components/files/use-uploads.ts';
import { t } from '../../i18n/index.ts';
import { useCaseActions } from './use-cases.ts';

/** A note for colleagues, with files. @ names somebody, who is told. */
export function CaseNote({ caseId }: { caseId: string }) {
  const can = useCan();
  const actions = useCaseActions();
  const uploads = useUploads('note');
  const [text, setText] = useState('');
  if (!can('cases.work')) return null;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const fileIds = uploads.files.map((file) => file.id);
    if (await actions.run(api.post(`/cases/${caseId}/notes`, { text, fileIds }))) {
      setText('');
      uploads.clear();
    }
  };
  return (
    <form className="case-note" onSubmit={(event) => void save(event)}>
      <textarea
        className="input"
        rows={3}
        value={text}
        maxLength={10_000}
        onChange={(event) => setText(event.target.value)}
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
