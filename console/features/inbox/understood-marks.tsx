import { Siren } from 'lucide-react';
import type { LabelView } from '../../api/types.ts';
import { Badge } from '../../components/badge.tsx';
import { labelText } from '../posts/label-words.ts';

/** What is most telling of the newest post, in a word or two: the rest stands on the post itself. */
export function UnderstoodMarks({ labels }: { labels: readonly LabelView[] }) {
  const urgency = labels.find(({ key }) => key === 'urgency');
  const kind = labels.find(({ key, isHint }) => KINDS.has(key) && !isHint);
  return (
    <>
      {urgency !== undefined && (
        <Badge tone={urgency.value === '3' ? 'bad' : 'warn'} icon={Siren}>
          {labelText({ ...urgency, reasons: urgency.reasons?.slice(0, 1) })}
        </Badge>
      )}
      {kind !== undefined && urgency === undefined && <Badge>{labelText(kind)}</Badge>}
    </>
  );
}

const KINDS = new Set(['complaint', 'question', 'suggestion', 'praise', 'purchase', 'spam']);
