import { CornerDownRight, ExternalLink, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { PostView, Span } from '../../api/types.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Badge } from '../../components/badge.tsx';
import { classNames } from '../../components/class-names.ts';
import { NetworkIcon, networkName } from '../../components/network-icon.tsx';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import { authorName } from './author.ts';
import { MediaGrid } from './media-grid.tsx';
import './post-card.css';
import { PostLabels } from './post-labels.tsx';
import { MailText } from './mail-text.tsx';
import { PrivateMark } from './private-mark.tsx';
import { PostText } from './post-text.tsx';

interface PostCardProps {
  post: PostView;
  /** The post it answers, when the reader cannot see it right above. */
  answers?: PostView | null;
  /** Beside the time: buttons, or a state. */
  actions?: ReactNode;
  /** Below the text. */
  footer?: ReactNode;
  /** Our own post: who of us wrote it. */
  writer?: string;
}

/** A post as its author wrote it. A deleted one keeps its place and its author, and says nothing. */
export function PostCard({ post, answers, actions, footer, writer }: PostCardProps) {
  const name = authorName(post.author);
  const [deciding, setDeciding] = useState<Span[] | null>(null);
  return (
    <article
      className={classNames('post', post.isOwn && 'post-own', post.deletedAt !== null && 'post-deleted')}
      aria-label={t('posts.by', { name })}
    >
      <Avatar
        id={post.author.id}
        name={name}
        url={post.author.avatarUrl}
        size={post.deletedAt === null ? 32 : 24}
      />
      <div className="post-main">
        <header className="post-head">
          <Author post={post} />
          <PrivateMark post={post} />
          {post.isOwn && (
            <Badge tone="accent">
              {writer === undefined ? t('posts.own') : t('posts.ownBy', { name: writer })}
            </Badge>
          )}
          <span className="grow" />
          {post.editedAt !== null && post.deletedAt === null && (
            <span className="post-edited">{t('posts.edited')}</span>
          )}
          {actions}
          <Permalink post={post} />
        </header>
        {answers !== undefined && answers !== null && (
          <p className="post-answers ellipsis">
            <CornerDownRight size={14} aria-hidden />{' '}
            {t('posts.answers', { name: authorName(answers.author), text: answers.text.slice(0, 80) })}
          </p>
        )}
        {post.deletedAt === null ? (
          <>
            {post.title !== null && post.title !== '' && <h3 className="post-title">{post.title}</h3>}
            {post.kind === 'message' ? (
              <MailText post={post} />
            ) : (
              <PostText post={deciding === null ? post : { ...post, spans: deciding }} />
            )}
            <MediaGrid media={post.media} />
            {!post.isOwn && <PostLabels post={post} onMark={setDeciding} />}
          </>
        ) : (
          <p className="post-gone">
            <Trash2 size={14} aria-hidden /> {t('posts.deleted')} <Time at={post.deletedAt} />
          </p>
        )}
        {footer}
      </div>
    </article>
  );
}

function Author({ post }: { post: PostView }) {
  const name = authorName(post.author);
  const handle = post.author.handle;
  const words = (
    <>
      <span className="post-name">{name}</span>
      {handle !== null && handle !== name && <span className="post-handle">@{handle}</span>}
    </>
  );
  return (
    <span className="post-author">
      {post.author.profileUrl === null ? (
        words
      ) : (
        <a href={post.author.profileUrl} target="_blank" rel="noopener noreferrer nofollow">
          {words}
        </a>
      )}
      <NetworkIcon network={post.network} />
    </span>
  );
}

function Permalink({ post }: { post: PostView }) {
  if (post.url === null) return <Time at={post.createdAt} className="faint" />;
  return (
    <a className="post-permalink" href={post.url} target="_blank" rel="noopener noreferrer nofollow">
      <Time at={post.createdAt} />
      <ExternalLink size={12} aria-label={t('posts.openOn', { network: networkName(post.network) })} />
    </a>
  );
}
