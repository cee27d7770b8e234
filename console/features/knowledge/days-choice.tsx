import { Select } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';

const DAYS = [7, 28, 90, 365];

/** Of how many days the figures are. */
export function DaysChoice({ days, onChoose }: { days: number; onChoose(days: number): void }) {
  return (
    <div>
      <Select
        aria-label={t('knowledge.readers.days')}
        value={String(days)}
        onChange={({ target: { value } }) => onChoose(Number(value))}
        choices={DAYS.map((count) => ({
          value: String(count),
          label: t('knowledge.readers.last', { count }),
        }))}
      />
    </div>
  );
}
