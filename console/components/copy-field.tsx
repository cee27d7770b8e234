import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { t } from '../i18n/index.ts';
import { Button } from './button.tsx';
import { Field } from './field.tsx';

/** Something to take elsewhere: shown whole, selected by a click, copied by a button. */
export function CopyField({ label, value, hint }: { label: string; value: string; hint?: string }) {
  return (
    <Field label={label} hint={hint}>
      {(wiring) => (
        <div className="copy-field">
          <input
            {...wiring}
            className="input copy-value"
            readOnly
            value={value}
            onFocus={(event) => event.currentTarget.select()}
          />
          <CopyButton value={value} />
        </div>
      )}
    </Field>
  );
}

export function CopyButton({ value, label = t('common.copy') }: { value: string; label?: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    if (!(await copyText(value))) return;
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <Button icon={isCopied ? Check : Copy} onClick={() => void copy()}>
      <span aria-live="polite">{isCopied ? t('common.copied') : label}</span>
    </Button>
  );
}

/** The clipboard needs a safe address (https or this machine); elsewhere the old way still works. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    const isDone = document.execCommand('copy');
    area.remove();
    return isDone;
  }
}
