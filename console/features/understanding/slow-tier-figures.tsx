import type { SlowTierView } from '#listen/understanding/slow/schema.ts';
import { Table } from '../../components/table.tsx';
import { percent } from '../../format/number.ts';
import { t } from '../../i18n/index.ts';
import { keyText } from '../posts/label-words.ts';

/** What it did today, and how it compares with the first pass. */
export function SlowTierFigures({ tier }: { tier: SlowTierView }) {
  const { today, comparison } = tier;
  return (
    <>
      <p>{t('understanding.slow.today', { ...today })}</p>
      {comparison.length > 0 && (
        <Table
          label={t('understanding.slow.comparison')}
          columns={[
            t('understanding.column.label'),
            t('understanding.slow.same'),
            t('understanding.slow.judged'),
            t('understanding.column.builtIn'),
            t('understanding.slow.right'),
          ]}
          rows={comparison.map(({ label, both, same, judged, quickRight, slowRight }) => ({
            key: label,
            cells: [
              keyText(label),
              share(same, both),
              judged,
              share(quickRight, judged),
              share(slowRight, judged),
            ],
          }))}
        />
      )}
    </>
  );
}

function share(part: number, whole: number): string {
  return percent(whole === 0 ? null : part / whole);
}
