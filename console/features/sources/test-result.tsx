import { Callout } from '../../components/callout.tsx';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import './sources.css';
import type { SourceTest } from './types.ts';

/** What one look at a source showed: words, and the newest posts it has. */
export function TestResult({ result }: { result: SourceTest }) {
  return (
    <div className="test-result">
      <Callout
        tone={result.ok ? 'ok' : 'bad'}
        title={t(result.ok ? 'sources.test.ok' : 'sources.test.failed')}
        isUrgent
      >
        {result.summary}
      </Callout>
      {result.sample.length > 0 && (
        <>
          <h3>{t('sources.test.sample')}</h3>
          <SamplePosts posts={result.sample} />
        </>
      )}
    </div>
  );
}

/** Posts as a trial reads them: not stored, so without pictures and links. */
export function SamplePosts({ posts }: { posts: SourceTest['sample'] }) {
  return (
    <ul className="sample-posts">
      {posts.map((post) => (
        <li key={`${post.createdAt} ${post.author} ${post.text}`}>
          <header>
            <strong className="ellipsis">{post.author ?? t('sources.test.nobody')}</strong>
            <Time at={post.createdAt} className="faint" />
          </header>
          {post.title !== null && <p className="sample-title">{post.title}</p>}
          {post.text !== '' && <p dir="auto">{post.text}</p>}
        </li>
      ))}
    </ul>
  );
}
