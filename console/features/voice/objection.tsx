import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';
import { type Objections, type Overridable, withReason } from './use-objections.ts';
import './voice.css';

interface ObjectionProps<T extends Overridable> {
  objections: Objections<T>;
  onSend(outgoing: T): void;
}

const LEAST = 3;

/** Why a reply did not leave. Who may sends it nevertheless, and says why: that is kept. */
export function Objection<T extends Overridable>({ objections, onSend }: ObjectionProps<T>) {
  const [why, setWhy] = useState('');
  const { objected } = objections;
  if (objected === null) return null;
  const { reason, mayOverride } = objected;
  return (
    <div className="composer-warning voice-objection" role="alert">
      <p>{reason}</p>
      {mayOverride ? (
        <form
          className="voice-override"
          onSubmit={(event) => {
            event.preventDefault();
            if (why.trim().length >= LEAST) onSend(withReason(objected, why.trim()));
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
          <Button size="s" variant="ghost" onClick={objections.clear}>
            {t('common.cancel')}
          </Button>
        </form>
      ) : (
        <p>{t('voice.override.who')}</p>
      )}
    </div>
  );
}
