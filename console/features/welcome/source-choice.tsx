import { Badge } from '../../components/badge.tsx';
import { Tick } from '../../components/choice.tsx';
import { NetworkIcon } from '../../components/network-icon.tsx';
import { hasMessage, t } from '../../i18n/index.ts';
import type { Choice, SuggestedSource } from './suggestions.ts';

interface SourceChoiceProps {
  choice: Choice<SuggestedSource>;
  onChange(change: Partial<Choice<SuggestedSource>>): void;
}

export function SourceChoice({ choice: { suggestion, isTicked, isThere }, onChange }: SourceChoiceProps) {
  const words = `sources.kind.${suggestion.kind}`;
  return (
    <li className="suggestion-row">
      <div className="suggestion-head">
        <Tick
          label={suggestion.name}
          isOn={isTicked || isThere}
          isDisabled={isThere}
          onChange={(isOn) => onChange({ isTicked: isOn })}
        />
        <div className="row-main">
          <div className="row-title">
            <NetworkIcon network={suggestion.kind === 'feed' ? 'feed' : 'bluesky'} />
            <strong>{suggestion.name}</strong>
            {isThere && <Badge>{t('welcome.there')}</Badge>}
          </div>
          {hasMessage(words) && <p>{t(words)}</p>}
        </div>
      </div>
    </li>
  );
}
