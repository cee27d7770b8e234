import { Download } from 'lucide-react';
import { Button } from '../../../components/button.tsx';
import { Callout } from '../../../components/callout.tsx';
import { CopyButton } from '../../../components/copy-field.tsx';
import { t } from '../../../i18n/index.ts';

/** Codes for the day the phone is gone. Shown this once. */
export function BackupCodes({ codes, onKept }: { codes: readonly string[]; onKept(): void }) {
  const text = codes.join('\n');
  return (
    <div className="stack">
      <Callout tone="warn" isUrgent title={t('settings.codes.title')}>
        {t('settings.codes.text')}
      </Callout>
      <ul className="codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="form-actions">
        <CopyButton value={text} />
        <a
          className="button button-secondary button-m"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${text}\n`)}`}
          download="rapport-backup-codes.txt"
        >
          <Download size={16} aria-hidden />
          {t('settings.codes.download')}
        </a>
        <Button variant="primary" onClick={onKept}>
          {t('settings.codes.kept')}
        </Button>
      </div>
    </div>
  );
}
