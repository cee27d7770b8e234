import { Archive, CircleCheck, CircleDot, Hourglass, type LucideIcon } from 'lucide-react';
import type { CaseRow } from '#respond/cases/schema.ts';
import { Badge, type Tone } from '../../components/badge.tsx';
import { t } from '../../i18n/index.ts';

const STATUS: Record<CaseRow['status'], { icon: LucideIcon; tone: Tone }> = {
  open: { icon: CircleDot, tone: 'accent' },
  waiting: { icon: Hourglass, tone: 'neutral' },
  solved: { icon: CircleCheck, tone: 'ok' },
  closed: { icon: Archive, tone: 'neutral' },
};

/** How a case stands, by shape and word. */
export function CaseStatusBadge({ status }: { status: CaseRow['status'] }) {
  const { icon, tone } = STATUS[status];
  return (
    <Badge icon={icon} tone={tone}>
      {t(`cases.status.${status}`)}
    </Badge>
  );
}
