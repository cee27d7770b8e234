import type { TalksView, TalkView } from '../../api/types.ts';
import { Sparkline } from '../../components/progress.tsx';
import { shortNumber } from '../../format/number.ts';
import { t, tn } from '../../i18n/index.ts';
import { authorName } from '../posts/author.ts';

interface RowProps {
  /** Posts of the largest row: its bar is full. */
  top: number;
  onOpen(): void;
}

/** One matter: its telling words, how much it is, how it went, and one post that stands for it. */
export function TalkRow({ talk, top, onOpen }: RowProps & { talk: TalkView }) {
  const name = talk.words.join(', ');
  return (
    <li className="talk-row">
      <div className="talk-head">
        <h2 className="talk-name">{name}</h2>
        <Sparkline values={talk.trend} label={t('clusters.trend', { name })} width={96} />
        <Count posts={talk.posts} share={talk.share} name={name} onOpen={onOpen} />
      </div>
      <Bar posts={talk.posts} top={top} />
      <blockquote className="talk-quote">
        <p>{talk.representative.title ?? talk.representative.text}</p>
        <footer className="muted">{authorName(talk.representative.author)}</footer>
      </blockquote>
      <p className="talk-mood muted">{moodOf(talk.sentiment)}</p>
    </li>
  );
}

/** What is in no talk. */
export function RestRow({ rest, top, onOpen }: RowProps & { rest: TalksView['rest'] }) {
  return (
    <li className="talk-row talk-rest">
      <div className="talk-head">
        <h2 className="talk-name muted">{t('clusters.rest')}</h2>
        <Count posts={rest.posts} share={rest.share} name={t('clusters.rest')} onOpen={onOpen} />
      </div>
      <Bar posts={rest.posts} top={top} />
    </li>
  );
}

function Count({
  posts,
  share,
  name,
  onOpen,
}: {
  posts: number;
  share: number;
  name: string;
  onOpen(): void;
}) {
  return (
    <button type="button" className="talk-count" onClick={onOpen}>
      <span className="figure">{shortNumber(posts)}</span>
      <span className="muted">{percent(share)}</span>
      <span className="visually-hidden">{t('clusters.open', { name })}</span>
    </button>
  );
}

function Bar({ posts, top }: { posts: number; top: number }) {
  return (
    <div className="talk-bar" aria-hidden>
      <div style={{ width: `${Math.min(100, (posts / Math.max(1, top)) * 100)}%` }} />
    </div>
  );
}

function percent(share: number): string {
  return share > 0 && share < 0.01 ? '< 1 %' : `${Math.round(share * 100)} %`;
}

function moodOf({ negative, neutral, positive, unknown }: TalkView['sentiment']): string {
  const told = negative + neutral + positive;
  if (told === 0) return t('clusters.mood.unknown');
  const parts = [
    tn('clusters.mood.negative', negative),
    tn('clusters.mood.neutral', neutral),
    tn('clusters.mood.positive', positive),
  ];
  if (unknown > 0) parts.push(tn('clusters.mood.notTold', unknown));
  return parts.join(' · ');
}
