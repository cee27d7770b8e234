import { FileText, ImageOff, Music, Play } from 'lucide-react';
import { useState } from 'react';
import type { Media } from '../../api/types.ts';
import { classNames } from '../../components/class-names.ts';
import { type MessageKey, t } from '../../i18n/index.ts';

/** Pictures and other attachments of a post, with their descriptions. */
export function MediaGrid({ media }: { media: readonly Media[] }) {
  if (media.length === 0) return null;
  return (
    <ul className={classNames('media', media.length === 1 && 'media-single')}>
      {media.map((item) => (
        <li key={item.url ?? item.thumbUrl ?? item.alt ?? item.kind}>
          <MediaItem item={item} />
        </li>
      ))}
    </ul>
  );
}

function MediaItem({ item }: { item: Media }) {
  const [isBroken, setIsBroken] = useState(false);
  const picture = item.thumbUrl ?? (item.kind === 'image' ? item.url : null);
  const kind = t(`posts.media.${item.kind}` as MessageKey);
  const content =
    picture === null || isBroken ? (
      <span className="media-blank">
        <BlankIcon kind={item.kind} />
        <span>{item.name ?? (item.alt === null || item.alt === '' ? kind : item.alt)}</span>
      </span>
    ) : (
      <>
        <img
          src={picture}
          alt={item.alt === null || item.alt === '' ? t('posts.media.undescribed', { kind }) : item.alt}
          loading="lazy"
          decoding="async"
          referrerPolicy="no-referrer"
          onError={() => setIsBroken(true)}
        />
        {item.kind === 'video' && (
          <span className="media-play">
            <Play size={20} aria-hidden />
          </span>
        )}
      </>
    );
  const alt =
    item.alt !== null && item.alt !== '' && picture !== null && !isBroken ? (
      <span className="media-alt" aria-hidden>
        {item.alt}
      </span>
    ) : null;
  const address = item.url ?? item.thumbUrl;
  if (address === null || !/^(https?:|\/)/.test(address))
    return (
      <span className="media-item">
        {content}
        {alt}
      </span>
    );
  return (
    <a
      className="media-item"
      href={address}
      target="_blank"
      rel="noopener noreferrer nofollow"
      title={item.alt ?? undefined}
    >
      {content}
      {alt}
    </a>
  );
}

function BlankIcon({ kind }: { kind: Media['kind'] }) {
  const Icon = { image: ImageOff, video: Play, audio: Music, file: FileText }[kind];
  return <Icon size={16} aria-hidden />;
}
