import { Building2, type LucideIcon, MessageSquareText, Package, Swords } from 'lucide-react';
import { t } from '../../i18n/index.ts';
import type { TopicKind } from './types.ts';

export const KINDS: readonly TopicKind[] = ['brand', 'product', 'competitor', 'subject'];

const ICONS: Record<TopicKind, LucideIcon> = {
  brand: Building2,
  product: Package,
  competitor: Swords,
  subject: MessageSquareText,
};

/** What a topic is about, by shape and word. */
export function KindMark({ kind }: { kind: TopicKind }) {
  const Icon = ICONS[kind];
  return (
    <span className="row muted topic-kind">
      <Icon size={14} aria-hidden />
      {t(`topics.kind.${kind}`)}
    </span>
  );
}
