import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';
import './voice.css';

interface ObjectionProps {
  reason: string;
  mayOverride: boolean;
  onSend(reason: string): void;
  onDismiss(): void;
}

const LEAST = 3;

/** Why a reply did not leave. Who may sends it nevertheless, and says why: that is kept. */
export function Objection({ reason, mayOverride, onSend, onDismiss }: ObjectionProps) {
  const [why, setWhy] = useState('');
  return (
    <div className="composer-warning voice-objection" role="alert">
      <p>{reason}</p>
      {mayOverride ? (
        <form
          className="voice-override"
          onSubmit={(event) => {
            event.preventDefault();
            if (why.trim().length >= LEAST) onSend(why.trim());
          }}
        >
          <TextField
            label={t('voice.override.reason')}
            value={why}
            maxLength={500}
            onChange={(event) => setWhy(event.target.value)}
          />
          <Button type="submit" size="s" disabled={why.trim().length < LEAST}>
            {t('voice.override.send')}
          </Button>
          <Button size="s" variant="ghost" onClick={onDismiss}>
            {t('common.cancel')}
          </Button>
        </form>
      ) : (
        <p>{t('voice.override.who')}</p>
      )}
    </div>
  );
}
