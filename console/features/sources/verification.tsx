import { BadgeCheck, CircleHelp, FileCheck2, type LucideIcon } from 'lucide-react';
import { t } from '../../i18n/index.ts';
import type { SourceKind } from './types.ts';

const ICONS: Record<SourceKind['verification'], LucideIcon> = {
  'real-server': BadgeCheck,
  'vendor-schema': FileCheck2,
  none: CircleHelp,
};

/** How far this kind of source was tried, in words. */
export function Verification({
  level,
  isLong = false,
}: {
  level: SourceKind['verification'];
  isLong?: boolean;
}) {
  const Icon = ICONS[level];
  return (
    <span className="row muted verification">
      <Icon size={14} aria-hidden />
      {t(isLong ? `sources.verification.${level}.text` : `sources.verification.${level}`)}
    </span>
  );
}
