import { X } from 'lucide-react';
import { t } from '../../i18n/index.ts';
import { IconButton } from '../button.tsx';
import { classNames } from '../class-names.ts';
import { ProgressBar } from '../progress.tsx';
import { FileThumb } from './file-list.tsx';
import './files.css';
import { sizeText, type Upload } from './uploads.ts';
import type { Uploads } from './use-uploads.ts';

/** What is attached so far: how far each is, what went wrong, and a way to leave it out again. */
export function UploadList({ uploads }: { uploads: Uploads }) {
  if (uploads.items.length === 0) return null;
  return (
    <ul className="upload-list" aria-label={t('files.attached')}>
      {uploads.items.map((upload) => (
        <li
          key={upload.key}
          className={classNames('upload', upload.problem !== undefined && 'upload-failed')}
        >
          <FileThumb file={upload.file ?? null} />
          <span className="upload-text">
            <span className="ellipsis">{upload.file?.name ?? upload.name}</span>
            <UploadState upload={upload} />
          </span>
          <IconButton
            icon={X}
            size="s"
            label={t('common.removeNamed', { name: upload.name })}
            onClick={() => uploads.remove(upload.key)}
          />
        </li>
      ))}
    </ul>
  );
}

function UploadState({ upload: { name, size, sent, file, problem } }: { upload: Upload }) {
  if (problem !== undefined)
    return (
      <span className="upload-problem" role="alert">
        {problem}
      </span>
    );
  if (file !== undefined) return <span className="upload-note">{sizeText(file.size)}</span>;
  return <ProgressBar value={sent} max={size} label={t('files.sending', { name })} />;
}
