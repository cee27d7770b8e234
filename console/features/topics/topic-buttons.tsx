import { CirclePause, MessagesSquare, Pause, Play, Radio, Trash2 } from 'lucide-react';
import { useGo } from '../../app/go.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { t } from '../../i18n/index.ts';
import type { TopicDetail } from './types.ts';
import { useTopicActions } from './use-topic-actions.ts';

interface TopicButtonsProps {
  topic: TopicDetail;
  mayWrite: boolean;
  onLeave(): void;
}

export function TopicButtons({ topic, mayWrite, onLeave }: TopicButtonsProps) {
  const go = useGo();
  const { setState, remove } = useTopicActions(() => {
    onLeave();
    go('/topics');
  });
  const isPaused = topic.state === 'paused';
  return (
    <>
      {isPaused && <Badge icon={CirclePause}>{t('topics.paused')}</Badge>}
      <Button icon={Radio} onClick={() => go(`/stream?topic=${topic.id}`)}>
        {t('topics.showStream')}
      </Button>
      <Button icon={MessagesSquare} onClick={() => go(`/talk?topic=${topic.id}`)}>
        {t('topics.showTalk')}
      </Button>
      {mayWrite && (
        <>
          <Button
            icon={isPaused ? Play : Pause}
            onClick={() => setState(topic, isPaused ? 'resume' : 'pause')}
          >
            {isPaused ? t('topics.resume') : t('topics.pause')}
          </Button>
          <Button icon={Trash2} onClick={() => remove(topic)}>
            {t('common.remove')}
          </Button>
        </>
      )}
    </>
  );
}
