import { type ReactNode, useState } from 'react';
import { t } from '../../i18n/index.ts';
import { classNames } from '../class-names.ts';
import './files.css';
import type { Uploads } from './use-uploads.ts';

/** Whatever is written inside takes files, too: dropped, or pasted. */
export function FileDrop({
  uploads,
  isOff = false,
  children,
}: {
  uploads: Uploads;
  isOff?: boolean;
  children: ReactNode;
}) {
  const [isOver, setIsOver] = useState(false);
  if (isOff) return children;
  const holdsFiles = (transfer: DataTransfer) => transfer.types.includes('Files');
  return (
    <div
      className={classNames('file-drop', isOver && 'file-drop-over')}
      onDragOver={(event) => {
        if (!holdsFiles(event.dataTransfer)) return;
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setIsOver(false);
      }}
      onDrop={(event) => {
        setIsOver(false);
        if (!holdsFiles(event.dataTransfer)) return;
        event.preventDefault();
        uploads.add(event.dataTransfer.files);
      }}
      onPaste={(event) => {
        // Words with a picture of themselves, as office programs copy them, are words.
        if (event.clipboardData.types.includes('text/plain') || event.clipboardData.files.length === 0)
          return;
        event.preventDefault();
        uploads.add(event.clipboardData.files);
      }}
    >
      {children}
      {isOver && <div className="file-drop-hint">{t('files.drop')}</div>}
    </div>
  );
}
