import { t } from '../../i18n/index.ts';
import '../../components/charts/charts.css';
import type { BehindAsked } from './behind-list.tsx';
import type { Kind, ReportView } from './types.ts';
import { percent } from './words.ts';

/** The figures for one glance: what was kept in all, and of each kind. */
export function ReportHead({ report, onOpen }: { report: ReportView; onOpen(asked: BehindAsked): void }) {
  const { total, byKind } = report;
  return (
    <ul className="promise-figures">
      <Figure name={t('promises.all')} line={total} asked={{ title: t('promises.all') }} onOpen={onOpen} />
      {byKind.map((line) => (
        <Figure
          key={line.key}
          name={t(`promises.kind.${line.key as Kind}`)}
          line={line}
          asked={{ title: t(`promises.kind.${line.key as Kind}`), kind: line.key }}
          onOpen={onOpen}
        />
      ))}
    </ul>
  );
}

function Figure({
  name,
  line: { kept, missed },
  asked,
  onOpen,
}: {
  name: string;
  line: ReportView['total'];
  asked: BehindAsked;
  onOpen(asked: BehindAsked): void;
}) {
  return (
    <li>
      <span className="muted">{name}</span>
      <strong className="figures">{percent(kept, kept + missed)}</strong>
      <span>
        <button type="button" className="link-number" onClick={() => onOpen({ ...asked, outcome: 'kept' })}>
          {t('promises.kept.count', { count: kept })}
        </button>
        {' · '}
        <button type="button" className="link-number" onClick={() => onOpen({ ...asked, outcome: 'missed' })}>
          {t('promises.missed.count', { count: missed })}
        </button>
      </span>
    </li>
  );
}
