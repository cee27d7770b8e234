import { useQuery } from '@tanstack/react-query';
import { Ban, Check, SearchX } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Select } from '../../components/field.tsx';
import { EmptyState, Section } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { shortNumber } from '../../format/number.ts';
import { t, tn } from '../../i18n/index.ts';
import { PostCard } from '../posts/post-card.tsx';
import { DayBars } from './day-bars.tsx';
import { ExpectedView } from './expected-view.tsx';
import { PassingList } from './passing-list.tsx';
import { topicQueries } from './queries.ts';
import type { TopicPreview } from './types.ts';
import { useDebounced } from '../../components/use-debounced.ts';

interface PreviewPanelProps {
  cap: number | null;
  /** Keeps a post as an example. */
  onKeep?(postId: string, shouldMatch: boolean): void;
  /** A valid query; null while there is none. */
  query: string | null;
  onLeaveOut?(word: string): void;
}

/** What the query would have found among the stored posts. */
export function PreviewPanel({ query, cap, onLeaveOut, onKeep }: PreviewPanelProps) {
  const [days, setDays] = useState(30);
  const settled = useDebounced(query, 350);
  const asked = settled ?? '';
  const { data, error, isFetching, refetch } = useQuery({
    ...topicQueries.preview(asked, days),
    enabled: asked !== '',
  });
  return (
    <Section
      title={t('topics.preview')}
      text={t('topics.preview.text')}
      actions={
        <Select
          aria-label={t('topics.preview.span')}
          value={String(days)}
          onChange={(event) => setDays(Number(event.target.value))}
          choices={[7, 30, 90].map((count) => ({ value: String(count), label: tn('topics.days', count) }))}
        />
      }
    >
      {error !== null && data === undefined ? (
        <ErrorState error={error} isSmall onRetry={() => void refetch()} />
      ) : data === undefined || !data.valid ? (
        query === null && !isFetching ? (
          <EmptyState
            isSmall
            icon={SearchX}
            title={t('topics.preview.none')}
            text={t('topics.preview.noneText')}
          />
        ) : (
          <SkeletonRows count={3} label={t('common.loading')} />
        )
      ) : (
        <div className="preview" aria-busy={isFetching}>
          {query === null && <p className="muted preview-old">{t('topics.preview.old')}</p>}
          {data.expected !== null && <ExpectedView expected={data.expected} cap={cap} />}
          <Found preview={data} days={days} onLeaveOut={onLeaveOut} onKeep={onKeep} />
          {data.passing.length > 0 && <PassingList posts={data.passing} />}
        </div>
      )}
    </Section>
  );
}

function Found({
  preview,
  days,
  onLeaveOut,
  onKeep,
}: {
  preview: TopicPreview;
  days: number;
} & Pick<PreviewPanelProps, 'onLeaveOut' | 'onKeep'>) {
  return (
    <>
      <p className="preview-count" role="status">
        <strong className="figures">{shortNumber(preview.matched)}</strong>{' '}
        {t('topics.preview.found', {
          posts: tn('topics.preview.posts', preview.matched),
          days: tn('topics.days', days),
        })}
      </p>
      {!preview.isComplete && (
        <Callout>{t('topics.preview.cut', { examined: shortNumber(preview.examined) })}</Callout>
      )}
      {preview.matched > 0 && (
        <>
          <DayBars days={preview.perDay} />
          <div className="preview-tops">
            <div>
              <h3>{t('topics.preview.authors')}</h3>
              <ol className="preview-authors">
                {preview.topAuthors.map(({ name, count }) => (
                  <li key={name}>
                    <span className="ellipsis grow">{name}</span>
                    <span className="figures muted">{shortNumber(count)}</span>
                  </li>
                ))}
              </ol>
            </div>
            <div>
              <h3>{t('topics.preview.words')}</h3>
              <Words words={preview.topWords} onLeaveOut={onLeaveOut} />
            </div>
          </div>
          <h3 className="preview-heading">{t('topics.preview.latest')}</h3>
          <ul className="preview-posts">
            {preview.latest.map((post) => (
              <li key={post.id}>
                <PostCard
                  post={post}
                  actions={onKeep && <KeepButtons onKeep={(should) => onKeep(post.id, should)} />}
                />
              </li>
            ))}
          </ul>
        </>
      )}
      {preview.matched === 0 && (
        <EmptyState
          isSmall
          icon={SearchX}
          title={t('topics.preview.empty')}
          text={t('topics.preview.emptyText')}
        />
      )}
    </>
  );
}

function KeepButtons({ onKeep }: { onKeep(shouldMatch: boolean): void }) {
  return (
    <>
      <IconButton size="s" icon={Check} label={t('topics.examples.keepMust')} onClick={() => onKeep(true)} />
      <IconButton
        size="s"
        icon={Ban}
        label={t('topics.examples.keepMustNot')}
        onClick={() => onKeep(false)}
      />
    </>
  );
}

function Words({ words, onLeaveOut }: { words: TopicPreview['topWords']; onLeaveOut?(word: string): void }) {
  return (
    <>
      <ul className="preview-words">
        {words.map(({ word, count }) => (
          <li key={word}>
            {onLeaveOut === undefined ? (
              <span className="chip">
                {word} <span className="figures faint">{shortNumber(count)}</span>
              </span>
            ) : (
              <button
                type="button"
                className="chip preview-word"
                title={t('topics.preview.leaveOut', { word })}
                onClick={() => onLeaveOut(word)}
              >
                {word} <span className="figures faint">{shortNumber(count)}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      {onLeaveOut !== undefined && <p className="faint preview-hint">{t('topics.preview.wordsHint')}</p>}
    </>
  );
}
