import { Link2 } from 'lucide-react';
import { useMemo } from 'react';
import type { PostView } from '../../api/types.ts';
import { linkLabel, type TextPart, textParts } from './text-parts.ts';
import { RichText } from './rich-text.tsx';

/** What the post says: its own formatting where it has some, otherwise its words with links, mentions and tags. Matched words are marked. */
export function PostText({
  post,
}: {
  post: Pick<PostView, 'text' | 'html' | 'langs' | 'links' | 'spans' | 'title'>;
}) {
  const spans = useMemo(() => post.spans.filter((span) => span.field === 'text'), [post.spans]);
  const lang = post.langs[0];
  if (post.html !== null && post.html !== '') {
    const words = spans
      .map((span) => post.text.slice(span.start, span.end))
      .filter((word) => word.trim() !== '');
    return (
      <div className="post-text post-rich" lang={lang} dir="auto">
        <RichText html={post.html} marks={words} />
      </div>
    );
  }
  const hidden = post.links.filter(
    (link) => /^https?:/.test(link) && !post.text.includes(link) && !isShortened(post.text, link),
  );
  return (
    <>
      {post.text !== '' && (
        <p className="post-text" lang={lang} dir="auto">
          <Parts parts={textParts(post.text, spans)} />
        </p>
      )}
      {hidden.map((link) => (
        <a key={link} className="post-link" href={link} target="_blank" rel="noopener noreferrer nofollow">
          <Link2 size={14} aria-hidden />
          <span className="ellipsis">{linkLabel(link, 80)}</span>
        </a>
      ))}
    </>
  );
}

export function Parts({ parts }: { parts: readonly TextPart[] }) {
  return parts.map((part, index) => {
    const words = part.isMark ? <mark>{part.text}</mark> : part.text;
    const key = `${index}-${part.kind}`;
    if (part.kind === 'link') {
      return (
        <a key={key} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
          {words}
        </a>
      );
    }
    return (
      <span key={key} className={part.kind === 'text' ? undefined : 'post-facet'}>
        {words}
      </span>
    );
  });
}

/** Networks show long links as `example.com/path…`; those are in the text already. */
function isShortened(text: string, link: string): boolean {
  const bare = link.replace(/^https?:\/\/(www\.)?/, '');
  return text.includes(bare.slice(0, Math.min(bare.length, 18)));
}
