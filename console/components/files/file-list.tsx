import { Download, FileText, FileX, Film, Music } from 'lucide-react';
import type { FileView } from '#platform/files/schema.ts';
import { t } from '../../i18n/index.ts';
import './files.css';
import { sizeText } from './uploads.ts';

type Shown = Pick<FileView, 'id' | 'name' | 'mediaType' | 'kind' | 'size' | 'scan' | 'scanNote'>;

const ICONS = { image: FileText, video: Film, audio: Music, text: FileText, document: FileText };

/** Where the file itself is. */
export function fileAddress(id: string): string {
  return `/api/v1/files/${id}`;
}

/** A small picture of an image, a sign for everything else. */
export function FileThumb({ file }: { file: Shown | null }) {
  if (file?.kind === 'image' && file.scan !== 'refused')
    return <img className="file-thumb" src={fileAddress(file.id)} alt="" loading="lazy" />;
  const Icon = file?.scan === 'refused' ? FileX : file === null ? FileText : ICONS[file.kind];
  return (
    <span className="file-thumb">
      <Icon size={16} aria-hidden />
    </span>
  );
}

/** Files of something: images and videos to look at, everything else to take along. */
export function FileList({ files }: { files: readonly Shown[] }) {
  if (files.length === 0) return null;
  return (
    <ul className="file-list" aria-label={t('files.attached')}>
      {files.map((file) => (
        <li key={file.id}>
          {file.kind === 'video' && file.scan !== 'refused' && (
            <video
              className="file-video"
              src={fileAddress(file.id)}
              controls
              preload="metadata"
              aria-label={file.name}
            />
          )}
          {file.kind === 'image' && file.scan !== 'refused' && (
            <a href={fileAddress(file.id)} target="_blank" rel="noreferrer">
              <img className="file-picture" src={fileAddress(file.id)} alt={file.name} loading="lazy" />
            </a>
          )}
          <FileRow file={file} />
        </li>
      ))}
    </ul>
  );
}

function FileRow({ file }: { file: Shown }) {
  const text = (
    <>
      <FileThumb file={file.kind === 'image' ? { ...file, kind: 'document' } : file} />
      <span className="upload-text">
        <span className="ellipsis">{file.name}</span>
        <span className={file.scan === 'refused' ? 'upload-problem' : 'upload-note'}>
          {file.scan === 'refused'
            ? t('files.refused', { reason: file.scanNote ?? '' })
            : t(file.scan === 'clean' ? 'files.clean' : 'files.notScanned', { size: sizeText(file.size) })}
        </span>
      </span>
    </>
  );
  if (file.scan === 'refused') return <span className="upload">{text}</span>;
  return (
    <a className="upload" href={fileAddress(file.id)} download={file.name}>
      {text}
      <Download size={14} aria-label={t('files.download')} />
    </a>
  );
}
