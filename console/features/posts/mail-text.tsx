import { useState } from 'react';
import type { PostView } from '../../api/types.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { t } from '../../i18n/index.ts';
import { RichText } from './rich-text.tsx';
import { textParts } from './text-parts.ts';
import { Parts } from './post-text.tsx';

const TONES = { forged: 'bad', unchecked: 'warn', checked: 'ok' } as const;

/** A mail or message: its new words, the whole of it on demand, how it came and how it was taken. */
export function MailText({ post }: { post: Pick<PostView, 'text' | 'html' | 'langs' | 'remarks'> }) {
  const [isWhole, setIsWhole] = useState(false);
  const hasMore = post.html !== null && post.html !== '';
  return (
    <>
      <Remarks remarks={post.remarks.filter(({ kind }) => kind !== 'reaction')} />
      {isWhole && post.html !== null ? (
        <div className="post-text post-rich" lang={post.langs[0]} dir="auto">
          <RichText html={post.html} marks={[]} />
        </div>
      ) : (
        <p className="post-text" lang={post.langs[0]} dir="auto">
          <Parts parts={textParts(post.text, [])} />
        </p>
      )}
      <Remarks remarks={post.remarks.filter(({ kind }) => kind === 'reaction')} />
      {hasMore && (
        <Button size="s" variant="ghost" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
          {t(isWhole ? 'mailbox.fresh' : 'mailbox.whole')}
        </Button>
      )}
    </>
  );
}

function Remarks({ remarks }: Pick<PostView, 'remarks'>) {
  if (remarks.length === 0) return null;
  return (
    <ul className="mail-remarks">
      {remarks.map(({ kind, text }) => (
        <li key={text}>
          <Badge tone={kind in TONES ? TONES[kind as keyof typeof TONES] : 'neutral'}>{text}</Badge>
        </li>
      ))}
    </ul>
  );
}
