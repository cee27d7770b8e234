import { type FormEvent, useId, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextField } from '../../components/field.tsx';
import { t, tn } from '../../i18n/index.ts';

interface MoveDialogProps {
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
  count: number;
  folders: readonly string[];
  /** Null takes them out of their folders. */
  onMove(folder: string | null): Promise<unknown>;
}

export function MoveDialog({ isOpen, onOpenChange, count, folders, onMove }: MoveDialogProps) {
  const [folder, setFolder] = useState('');
  const [isBusy, setBusy] = useState(false);
  const id = useId();
  const move = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    // What goes wrong is told by a toast; the dialog stays as it was.
    await onMove(folder.trim() === '' ? null : folder.trim()).then(
      () => onOpenChange(false),
      () => undefined,
    );
    setBusy(false);
  };
  return (
    <Dialog
      title={tn('topics.many.moveTitle', count)}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      footer={
        <Button type="submit" form={id} variant="primary" isBusy={isBusy}>
          {t(folder.trim() === '' ? 'topics.many.moveOut' : 'topics.many.moveDo')}
        </Button>
      }
    >
      <form id={id} onSubmit={(event) => void move(event)}>
        <TextField
          label={t('topics.folder')}
          hint={t('topics.many.moveHint')}
          value={folder}
          maxLength={80}
          list={`${id}-folders`}
          autoFocus
          onChange={(event) => setFolder(event.target.value)}
        />
        <datalist id={`${id}-folders`}>
          {folders.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      </form>
    </Dialog>
  );
}
