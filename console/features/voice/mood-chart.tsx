import { useId, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { t, tn } from '../../i18n/index.ts';
import { dotsOf, moodWord, trendOf } from './mood.ts';
import { MoodTable } from './mood-table.tsx';
import type { HeardView } from './types.ts';

const WIDTH = 260;
const HEIGHT = 56;

/** How somebody sounded over time: a dot for each post, and the same as a table. */
export function MoodChart({ mood }: { mood: HeardView['mood'] }) {
  const [hasTable, setHasTable] = useState(false);
  const tableId = useId();
  if (mood.length === 0) return null;
  const scores = mood.map(({ score }) => score);
  const dots = dotsOf(scores, WIDTH, HEIGHT);
  const trend = trendOf(scores);
  return (
    <div className="mood">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className="mood-chart"
        role="img"
        aria-label={tn('voice.mood.chart', mood.length)}
      >
        <line x1={0} x2={WIDTH} y1={HEIGHT / 2} y2={HEIGHT / 2} className="mood-middle" />
        <polyline points={dots.map(({ x, y }) => `${x},${y}`).join(' ')} className="mood-line" />
        {dots.map(({ x, y }, index) => (
          <circle
            key={mood[index]!.postId}
            cx={x}
            cy={y}
            r={3}
            className={`mood-${moodWord(scores[index]!)}`}
          />
        ))}
      </svg>
      <p className="mood-words">
        {trend !== null && <span>{t(`voice.mood.${trend}`)}</span>}
        <Button
          size="s"
          variant="ghost"
          aria-expanded={hasTable}
          aria-controls={tableId}
          onClick={() => setHasTable(!hasTable)}
        >
          {t(hasTable ? 'voice.mood.hide' : 'voice.mood.table')}
        </Button>
      </p>
      {hasTable && <MoodTable id={tableId} mood={mood} />}
    </div>
  );
}
