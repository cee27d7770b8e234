import { FileUp, X } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Checkbox } from '../../components/choice.tsx';
import { Field, SelectField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { ProgressBar } from '../../components/progress.tsx';
import { t } from '../../i18n/index.ts';
import { sizeText } from './lag.ts';
import { formatOf, uploadFile } from './upload.ts';

const FORMATS = ['csv', 'ndjson', 'jetstream'] as const;

/** Chooses a file and sends it; reading it happens on the server, also when this page is left. */
export function UploadForm({ onStarted }: { onStarted(): void }) {
  const [file, setFile] = useState<File | null>(null);
  const [format, setFormat] = useState<string>('ndjson');
  const [keepsAll, setKeepsAll] = useState(false);
  const [share, setShare] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const picker = useRef<HTMLInputElement>(null);
  const stop = useRef<AbortController | null>(null);
  const clear = () => {
    setFile(null);
    if (picker.current !== null) picker.current.value = '';
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (file === null) return;
    stop.current = new AbortController();
    setError(null);
    setShare(0);
    try {
      const query = { format, name: file.name, keep: keepsAll ? 'all' : 'matching' };
      await uploadFile(file, query, setShare, stop.current.signal);
      clear();
      onStarted();
    } catch (failure) {
      if (!stop.current.signal.aborted) setError(failure);
    } finally {
      setShare(null);
    }
  };
  return (
    <form className="form" onSubmit={(event) => void send(event)}>
      <Field label={t('sources.import.file')} hint={t('sources.import.file.hint')}>
        {(wiring) => (
          <input
            {...wiring}
            ref={picker}
            className="input file-input"
            type="file"
            required
            accept=".csv,.tsv,.ndjson,.jsonl,.json,.txt"
            onChange={(event) => {
              const chosen = event.target.files?.[0] ?? null;
              setFile(chosen);
              setError(null);
              if (chosen !== null) setFormat(formatOf(chosen.name));
            }}
          />
        )}
      </Field>
      <SelectField
        label={t('sources.import.format')}
        value={format}
        onChange={(event) => setFormat(event.target.value)}
        choices={FORMATS.map((value) => ({ value, label: t(`sources.import.format.${value}`) }))}
      />
      <Checkbox
        label={t('sources.import.keepAll')}
        hint={t('sources.import.keepAll.hint')}
        isOn={keepsAll}
        onChange={setKeepsAll}
      />
      <FormError error={error} />
      {share === null ? (
        <div className="form-actions">
          <Button type="submit" variant="primary" icon={FileUp} disabled={file === null}>
            {t('sources.import.submit')}
          </Button>
          {file !== null && <span className="faint">{sizeText(file.size)}</span>}
        </div>
      ) : (
        <div className="upload-progress" role="status">
          <ProgressBar value={share} max={1} label={t('sources.import.sending')} />
          <span className="figures">{Math.floor(share * 100)} %</span>
          <Button size="s" variant="ghost" icon={X} onClick={() => stop.current?.abort()}>
            {t('common.cancel')}
          </Button>
        </div>
      )}
    </form>
  );
}
