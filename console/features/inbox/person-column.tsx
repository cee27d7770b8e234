import { Link } from '@tanstack/react-router';
import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ConversationDetail } from '../../api/types.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Chip } from '../../components/badge.tsx';
import { NetworkIcon } from '../../components/network-icon.tsx';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import { WatchersPanel } from '../watching/watchers-panel.tsx';
import { SatisfactionPanel } from '../satisfaction/satisfaction-panel.tsx';
import { CasePanel } from '../cases/case-panel.tsx';
import { PersonPanel } from '../persons/person-panel.tsx';
import { authorName } from '../posts/author.ts';
import type { QueueFilters } from './filters.ts';
import './person-column.css';
import { StatusBadge } from './status.tsx';
import { Contest } from '../priority/contest.tsx';
import { Factors } from './why.tsx';

/** Beside a conversation: who it is with, why it is here, and everything earlier with this person. */
export function PersonColumn({ detail, filters }: { detail: ConversationDetail; filters: QueueFilters }) {
  const { author } = detail;
  const name = authorName(author);
  return (
    <div className="person">
      <section className="person-card" aria-label={t('inbox.person')}>
        <Avatar id={author.id} name={name} url={author.avatarUrl} size={40} />
        <div className="grow">
          <strong className="person-name">{name}</strong>
          {author.handle !== null && author.handle !== name && (
            <div className="person-handle">@{author.handle}</div>
          )}
          <div className="person-handle">
            <NetworkIcon network={author.network} hasName />
          </div>
        </div>
        {author.profileUrl !== null && (
          <a
            className="icon-button icon-button-m"
            href={author.profileUrl}
            target="_blank"
            rel="noopener noreferrer nofollow"
            aria-label={t('inbox.person.profile')}
            title={t('inbox.person.profile')}
          >
            <ExternalLink size={16} aria-hidden />
          </a>
        )}
      </section>
      {detail.topics.length > 0 && (
        <div className="person-topics">
          {detail.topics.map((topic) => (
            <Chip key={topic.id}>{topic.name}</Chip>
          ))}
        </div>
      )}
      <CasePanel detail={detail} />
      <PersonPanel accountId={author.id} />
      <SatisfactionPanel conversationId={detail.id} />
      <WatchersPanel conversationId={detail.id} />
      <Block title={t('inbox.why.title')}>
        <Factors priority={detail.priority} factors={detail.factors} />
        <Contest conversationId={detail.id} factors={detail.factors} />
      </Block>
      <Block title={t('inbox.person.earlier')}>
        {detail.earlier.length === 0 ? (
          <p className="person-none">{t('inbox.person.earlier.none')}</p>
        ) : (
          <ul className="person-list">
            {detail.earlier.map((earlier) => (
              <li key={earlier.conversationId}>
                <Link
                  to="/inbox/{-$conversationId}"
                  params={{ conversationId: earlier.conversationId }}
                  search={filters}
                  className="person-item"
                >
                  <span className="person-item-head">
                    <StatusBadge status={earlier.status} />
                    <Time at={earlier.at} className="faint" />
                  </span>
                  <span className="person-excerpt" dir="auto">
                    {earlier.excerpt}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Block>
      <Block title={t('inbox.person.posts')}>
        {detail.earlierPosts.length === 0 ? (
          <p className="person-none">{t('inbox.person.posts.none')}</p>
        ) : (
          <ul className="person-list">
            {detail.earlierPosts.map((post) => (
              <li key={post.id} className="person-item">
                <span className="person-item-head">
                  <NetworkIcon network={post.network} />
                  {post.url === null ? (
                    <Time at={post.createdAt} className="faint" />
                  ) : (
                    <a href={post.url} target="_blank" rel="noopener noreferrer nofollow">
                      <Time at={post.createdAt} />
                    </a>
                  )}
                </span>
                <span className="person-excerpt" dir="auto">
                  {post.deletedAt === null ? post.text || post.title : t('posts.deleted')}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Block>
    </div>
  );
}

function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="person-block">
      <h3>{title}</h3>
      {children}
    </section>
  );
}
