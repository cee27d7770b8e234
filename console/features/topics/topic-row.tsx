import { Link } from '@tanstack/react-router';
import {
  CirclePause,
  Ellipsis,
  FlaskConical,
  Inbox,
  Pause,
  Play,
  Radio,
  SquarePen,
  Trash2,
} from 'lucide-react';
import type { TopicView } from '../../api/types.ts';
import { useGo } from '../../app/go.ts';
import { classNames } from '../../components/class-names.ts';
import { Tick } from '../../components/choice.tsx';
import { Badge } from '../../components/badge.tsx';
import { IconButton } from '../../components/button.tsx';
import { Menu } from '../../components/menu.tsx';
import { Time } from '../../components/time.tsx';
import { shortNumber } from '../../format/number.ts';
import { t, tn } from '../../i18n/index.ts';
import { BackfillLine } from './backfill.tsx';
import { KindMark } from './kinds.tsx';
import { useTopicActions } from './use-topic-actions.ts';

interface TopicRowProps {
  topic: TopicView;
  mayWrite: boolean;
  isAtCursor: boolean;
  isTicked: boolean;
  onTick(isOn: boolean): void;
}

export function TopicRow({ topic, mayWrite, isAtCursor, isTicked, onTick }: TopicRowProps) {
  const isPaused = topic.state === 'paused';
  return (
    <li
      id={`row-${topic.id}`}
      className={classNames(
        'topic-row',
        mayWrite && 'topic-row-tickable',
        isAtCursor && 'topic-row-cursor',
        isTicked && 'topic-row-ticked',
      )}
    >
      {mayWrite && (
        <Tick label={t('topics.list.tick', { name: topic.name })} isOn={isTicked} onChange={onTick} />
      )}
      <div className="topic-about">
        <div className="topic-title">
          <Link to={`/topics/${topic.id}` as string} className="topic-name">
            {topic.name}
          </Link>
          {isPaused && (
            <Badge icon={CirclePause} tone={topic.isCapped ? 'warn' : 'neutral'}>
              {t(topic.isCapped ? 'topics.capped' : 'topics.paused')}
            </Badge>
          )}
        </div>
        <code className="topic-query ellipsis">{topic.query}</code>
        <div className="topic-facts">
          <KindMark kind={topic.kind} />
          <span className="row muted">
            {topic.toInbox ? <Inbox size={14} aria-hidden /> : <Radio size={14} aria-hidden />}
            {topic.toInbox ? t('topics.toInbox') : t('topics.streamOnly')}
          </span>
          {topic.exampleCount > 0 && (
            <span className="row muted">
              <FlaskConical size={14} aria-hidden />
              {tn('topics.examples.count', topic.exampleCount)}
            </span>
          )}
          <BackfillLine backfill={topic.backfill} />
        </div>
      </div>
      <dl className="topic-figures">
        <div>
          <dt>{t('topics.today')}</dt>
          <dd className="figures">{shortNumber(topic.matchesToday)}</dd>
        </div>
        <div>
          <dt>{t('topics.all')}</dt>
          <dd className="figures">{shortNumber(topic.matches)}</dd>
        </div>
        <div className="topic-last">
          <dt>{t('topics.last')}</dt>
          <dd>
            {topic.lastMatchAt === null ? <span className="faint">–</span> : <Time at={topic.lastMatchAt} />}
          </dd>
        </div>
      </dl>
      {mayWrite && <TopicMenu topic={topic} />}
    </li>
  );
}

function TopicMenu({ topic }: { topic: TopicView }) {
  const go = useGo();
  const { setState, remove } = useTopicActions();
  const isPaused = topic.state === 'paused';
  return (
    <Menu
      align="end"
      trigger={<IconButton label={t('topics.menu', { name: topic.name })} icon={Ellipsis} />}
      entries={[
        { label: t('common.edit'), icon: SquarePen, onSelect: () => go(`/topics/${topic.id}`) },
        { label: t('topics.showStream'), icon: Radio, onSelect: () => go(`/stream?topic=${topic.id}`) },
        {
          label: isPaused ? t('topics.resume') : t('topics.pause'),
          icon: isPaused ? Play : Pause,
          onSelect: () => setState(topic, isPaused ? 'resume' : 'pause'),
        },
        'line',
        { label: t('common.remove'), icon: Trash2, isDanger: true, onSelect: () => remove(topic) },
      ]}
    />
  );
}
