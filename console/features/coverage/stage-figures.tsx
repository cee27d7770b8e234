import { t } from '../../i18n/index.ts';
import type { StageView } from './types.ts';

/** The workload of the last seven days. */
export function StageFigures({ figures }: { figures: StageView['figures'] }) {
  const round = (value: number) => String(Math.round(value * 10) / 10);
  const shown = [
    ['contacts', round(figures.contactsPerDay)],
    ['answered', round(figures.answeredPerDay)],
    ['waiting', String(figures.waiting)],
    ['median', figures.medianMinutes === null ? '–' : `${Math.round(figures.medianMinutes)} min`],
    ['kept', figures.keptShare === null ? '–' : `${Math.round(figures.keptShare * 100)} %`],
    ['needed', String(figures.peopleNeeded)],
    ['allowed', String(figures.peopleAllowed)],
    ['known', String(figures.knownDays)],
  ] as const;
  return (
    <dl className="stage-figures">
      {shown.map(([name, value]) => (
        <div key={name}>
          <dt>{t(`coverage.figure.${name}`)}</dt>
          <dd className="figures">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
