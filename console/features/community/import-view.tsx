import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { ProgressBar } from '../../components/progress.tsx';
import { Table } from '../../components/table.tsx';
import { t, tn } from '../../i18n/index.ts';
import { ImportDeeds } from './import-deeds.tsx';
import { columnsOf, deedsOf, KINDS, progressOf } from './import-figures.ts';
import { communityQueries, type ImportDetail } from './queries.ts';

/** One import: its files, what would come, what cannot and why; and what came. */
export function ImportView({ id, onClose }: { id: string; onClose(): void }) {
  const found = useQuery(communityQueries.import(id));
  return (
    <Loaded query={found} rows={5}>
      {(detail) => <Opened detail={detail} onClose={onClose} />}
    </Loaded>
  );
}

function Opened({ detail, onClose }: { detail: ImportDetail; onClose(): void }) {
  const { id, name, origin, state, files, failure, problems, examples } = detail;
  const deeds = deedsOf(detail);
  const progress = progressOf(detail);
  return (
    <section className="stack community-import" aria-label={t('community.import.named', { name })}>
      <div className="community-import-head">
        <h2>{name}</h2>
        <Badge isQuiet>{t(`community.import.state.${state}`)}</Badge>
        <Button icon={X} onClick={onClose}>
          {t('community.import.close')}
        </Button>
      </div>
      <p className="muted">{origin}</p>
      {failure !== null && <Callout tone="warn">{t('community.import.failure', { failure })}</Callout>}
      {progress !== null && (
        <div className="community-import-progress">
          <ProgressBar value={progress} max={1} label={t('community.import.progress')} />
          <span className="faint figures" aria-hidden>
            {Math.floor(progress * 100)} %
          </span>
        </div>
      )}
      <ImportDeeds id={id} deeds={deeds} onClose={onClose} />
      {deeds.addFile && <p className="muted">{t('community.import.files.text')}</p>}
      {files.length > 0 && (
        <ul className="community-import-lines">
          {files.map((file) => (
            <li key={`${file.name} ${file.shape} ${file.rows}`}>
              {file.name} <span className="faint">{t(`community.import.shape.${file.shape}`)}</span>{' '}
              <span className="faint figures">{tn('community.import.rows', file.rows)}</span>
            </li>
          ))}
        </ul>
      )}
      <Figures detail={detail} />
      {state === 'draft' && examples.length > 0 && (
        <>
          <h3>{t('community.import.examples')}</h3>
          <ul className="community-import-lines">
            {examples.map((title) => (
              <li key={title}>{title}</li>
            ))}
          </ul>
        </>
      )}
      {problems.length > 0 && (
        <>
          <h3>{t('community.import.problems')}</h3>
          <ul className="community-import-lines">
            {problems.map(({ file, line, reason }) => (
              <li key={`${file} ${line} ${reason}`}>
                {t('community.import.problem', { file, line, reason })}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Figures({ detail }: { detail: ImportDetail }) {
  const columns = columnsOf(detail.state);
  return (
    <Table
      label={t('community.import.figures')}
      columns={[
        t('community.import.kind'),
        ...columns.map((column) => t(`community.import.column.${column}`)),
      ]}
      rows={KINDS.map((kind) => ({
        key: kind,
        cells: [
          t(`community.import.kind.${kind}`),
          ...columns.map((column) => detail.counts[kind][column].toLocaleString('en')),
        ],
      }))}
    />
  );
}
