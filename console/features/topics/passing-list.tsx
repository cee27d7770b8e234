import { networkName } from '../../components/network-icon.tsx';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import { textParts } from '../posts/text-parts.ts';
import { Parts } from '../posts/post-text.tsx';
import type { TopicPreview } from './types.ts';

/** Posts of the sample that this query finds and nobody keeps: what would come. */
export function PassingList({ posts }: { posts: TopicPreview['passing'] }) {
  return (
    <section>
      <h3 className="preview-heading">{t('topics.passing.title')}</h3>
      <p className="faint preview-hint">{t('topics.passing.text')}</p>
      <ul className="passing-posts">
        {posts.map((post) => (
          <li key={post.key}>
            <p className="muted passing-head">
              <span className="ellipsis">
                {post.handle === null ? networkName(post.network) : `@${post.handle}`}
              </span>
              <Time at={post.createdAt} />
            </p>
            {post.title !== null && <strong>{post.title}</strong>}
            <p className="post-text" dir="auto">
              <Parts
                parts={textParts(
                  post.text,
                  post.spans.filter((span) => span.field === 'text'),
                )}
              />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
