import { NetworkIcon } from '../../components/network-icon.tsx';
import { Table } from '../../components/table.tsx';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import { moodWord } from './mood.ts';
import type { HeardView } from './types.ts';

/** The numbers behind the chart, the newest first. */
export function MoodTable({ id, mood }: { id: string; mood: HeardView['mood'] }) {
  return (
    <div className="mood-table" id={id}>
      <Table
        label={t('voice.mood.table')}
        columns={[
          t('voice.mood.when'),
          { label: t('voice.mood.sounds'), isText: true },
          { label: t('voice.mood.said'), isText: true },
        ]}
        rows={mood.toReversed().map(({ postId, at, network, text, score }) => ({
          key: postId,
          cells: [
            <>
              <NetworkIcon network={network} /> <Time at={at} />
            </>,
            t(`voice.mood.${moodWord(score)}`),
            <span key="said" dir="auto">
              {text.slice(0, 90)}
            </span>,
          ],
        }))}
      />
    </div>
  );
}
