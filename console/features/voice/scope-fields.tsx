import { ListField } from '../../components/list-field.tsx';
import { t } from '../../i18n/index.ts';

interface Scope {
  channels: string[];
  languages: string[];
}

/** Where a rule counts: channels and languages; empty is everywhere. */
export function ScopeFields({ scope, onChange }: { scope: Scope; onChange(scope: Scope): void }) {
  const { channels, languages } = scope;
  const small = (list: string[]) => list.map((one) => one.trim().toLowerCase());
  return (
    <div className="voice-scope">
      <ListField
        label={t('voice.scope.channels')}
        placeholder={t('voice.scope.everywhere')}
        values={channels}
        onChange={(next) => onChange({ channels: small(next), languages })}
      />
      <ListField
        label={t('voice.scope.languages')}
        placeholder={t('voice.scope.everyLanguage')}
        values={languages}
        onChange={(next) => onChange({ channels, languages: small(next).map((one) => one.split('-')[0]!) })}
      />
    </div>
  );
}
