import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextAreaField } from '../../components/field.tsx';
import { FileButton } from '../../components/file-button.tsx';
import { FormError } from '../../components/form-error.tsx';
import { t, tn } from '../../i18n/index.ts';
import { EXAMPLE, linesOf } from './outlets.ts';
import type { Taken } from './types.ts';
import { useImportOutlets } from './use-demand.ts';

/** Outlets and their stock from a table, chosen or pasted; a mistake is told with its line, and nothing is taken over then. */
export function OutletImport({ onClose }: { onClose(): void }) {
  const [csv, setCsv] = useState('');
  const load = useImportOutlets();
  const write = (text: string) => {
    setCsv(text);
    load.reset();
  };
  const taken = load.data;
  return (
    <Dialog
      title={t('demand.outlets.import')}
      text={t('demand.import.text')}
      size="l"
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        taken === undefined ? (
          <>
            <Button onClick={onClose}>{t('common.cancel')}</Button>
            <Button
              variant="primary"
              isBusy={load.isPending}
              disabled={linesOf(csv) === 0}
              onClick={() => load.mutate(csv)}
            >
              {t('demand.import.run')}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={() => write('')}>{t('demand.import.again')}</Button>
            <Button variant="primary" onClick={onClose}>
              {t('demand.import.done')}
            </Button>
          </>
        )
      }
    >
      {taken === undefined ? (
        <Table csv={csv} error={load.error} onWrite={write} />
      ) : (
        <Result taken={taken} />
      )}
    </Dialog>
  );
}

function Table({ csv, error, onWrite }: { csv: string; error: unknown; onWrite(csv: string): void }) {
  return (
    <div className="stack">
      <div className="row">
        <FileButton label={t('demand.import.file')} accept=".csv,.tsv,.txt,text/csv" onRead={onWrite} />
        <Button variant="ghost" onClick={() => onWrite(EXAMPLE)}>
          {t('demand.import.example')}
        </Button>
      </div>
      <TextAreaField
        label={t('demand.import.paste')}
        hint={t('demand.import.hint')}
        rows={7}
        className="import-table"
        spellCheck={false}
        wrap="off"
        placeholder={EXAMPLE}
        value={csv}
        onChange={(event) => onWrite(event.target.value)}
      />
      {csv !== '' && (
        <p className="muted" role="status">
          {tn('demand.import.lines', linesOf(csv))}
        </p>
      )}
      <FormError error={error} />
    </div>
  );
}

const NAMED = 20;

function Result({ taken: { outlets, stock, notPlaced } }: { taken: Taken }) {
  return (
    <Callout
      tone={notPlaced.length > 0 ? 'warn' : 'ok'}
      isUrgent
      title={t('demand.import.taken', {
        outlets: tn('demand.outlets.count', outlets),
        stock: tn('demand.import.stock', stock),
      })}
    >
      {notPlaced.length > 0 && (
        <>
          <p>{tn('demand.import.notPlaced', notPlaced.length)}</p>
          <p className="figures import-lost">{notPlaced.slice(0, NAMED).join(', ')}</p>
          {notPlaced.length > NAMED && (
            <p>{t('demand.import.notPlaced.more', { count: notPlaced.length - NAMED })}</p>
          )}
        </>
      )}
    </Callout>
  );
}
