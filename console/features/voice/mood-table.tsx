import { NetworkIcon } from '../../components/network-icon.tsx';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import { moodWord } from './mood.ts';
import type { HeardView } from './types.ts';

/** The numbers behind the chart, the newest first. */
export function MoodTable({ id, mood }: { id: string; mood: HeardView['mood'] }) {
  return (
    <div className="mood-table" id={id} tabIndex={0} role="group" aria-label={t('voice.mood.table')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('voice.mood.when')}</th>
            <th scope="col">{t('voice.mood.sounds')}</th>
            <th scope="col">{t('voice.mood.said')}</th>
          </tr>
        </thead>
        <tbody>
          {mood.toReversed().map(({ postId, at, network, text, score }) => (
            <tr key={postId}>
              <td>
                <NetworkIcon network={network} /> <Time at={at} />
              </td>
              <td>{t(`voice.mood.${moodWord(score)}`)}</td>
              <td dir="auto">{text.slice(0, 90)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
