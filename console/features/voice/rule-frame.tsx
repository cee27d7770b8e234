import { Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../../components/button.tsx';
import { t } from '../../i18n/index.ts';

interface FrameProps {
  name: string;
  /** Where it counts, in words; empty: everywhere. */
  where: string;
  onRemove(): void;
  children: ReactNode;
  /** What is folded away. */
  more: ReactNode;
}

/** One rule of the guide: what is changed often, and behind it where it counts. */
export function RuleFrame({ name, where, onRemove, children, more }: FrameProps) {
  return (
    <li className="voice-rule">
      {children}
      <div className="voice-rule-foot">
        <details className="grow">
          <summary>{where === '' ? t('voice.scope.all') : t('voice.scope.only', { where })}</summary>
          <div className="stack">{more}</div>
        </details>
        <IconButton size="s" icon={Trash2} label={t('voice.rule.remove', { name })} onClick={onRemove} />
      </div>
    </li>
  );
}
