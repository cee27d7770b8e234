import { useState } from 'react';
import { initialsOf, toneOf } from './avatar-face.ts';
import { classNames } from './class-names.ts';
import './marks.css';

interface AvatarProps {
  name: string;
  /** Keeps the colour when the name changes. */
  id: string;
  url?: string | null;
  size?: 16 | 20 | 24 | 32 | 40;
}

/** The picture somebody chose, or their initials when there is none or it cannot be shown. Said elsewhere in words, so hidden from readers. */
export function Avatar({ name, id, url, size = 32 }: AvatarProps) {
  const [broken, setBroken] = useState<string | null>(null);
  const hasPicture = url !== undefined && url !== null && url !== broken;
  return (
    <span
      className={classNames('avatar', `avatar-${size}`, !hasPicture && `avatar-tone-${toneOf(id)}`)}
      aria-hidden
    >
      {hasPicture ? (
        <img
          src={url}
          alt=""
          width={size}
          height={size}
          loading="lazy"
          decoding="async"
          referrerPolicy="no-referrer"
          onError={() => setBroken(url)}
        />
      ) : size < 24 ? (
        initialsOf(name).slice(0, 1)
      ) : (
        initialsOf(name)
      )}
    </span>
  );
}
