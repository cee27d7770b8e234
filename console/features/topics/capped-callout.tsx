import { Play } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { shortNumber } from '../../format/number.ts';
import { t } from '../../i18n/index.ts';
import type { TopicDetail } from './types.ts';
import { useTopicActions } from './use-topic-actions.ts';

/** Why the topic stands still, and how it goes on. */
export function CappedCallout({ topic, mayWrite }: { topic: TopicDetail; mayWrite: boolean }) {
  const { setState } = useTopicActions();
  return (
    <Callout
      tone="warn"
      title={t('topics.capped.title', { cap: shortNumber(topic.capPerDay ?? 0) })}
      actions={
        mayWrite && (
          <Button size="s" icon={Play} onClick={() => setState(topic, 'resume')}>
            {t('topics.capped.resume')}
          </Button>
        )
      }
    >
      {t('topics.capped.text')}
    </Callout>
  );
}
