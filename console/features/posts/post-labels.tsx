import { Plus } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import type { LabelView, PostView, Span } from '../../api/types.ts';
import { useLive } from '../../app/live.ts';
import { useCan } from '../../app/session.ts';
import { IconButton } from '../../components/button.tsx';
import { Menu } from '../../components/menu.tsx';
import { t } from '../../i18n/index.ts';
import { LabelChip } from './label-chip.tsx';
import { ADDABLE, isWorthShowing, keyText } from './label-words.ts';
import './post-labels.css';
import { useCorrect } from './use-correct.ts';

interface PostLabelsProps {
  post: PostView;
  /** Shows the words that decided in the text; null shows what it showed before. */
  onMark(spans: Span[] | null): void;
}

/** What was understood of a post. Each label tells why, and is corrected where it stands. */
export function PostLabels({ post, onMark }: PostLabelsProps) {
  const [labels, setLabels] = useLabels(post);
  const mayCorrect = useCan()('labels.correct');
  const correct = useCorrect(post.id, setLabels);
  const shown = labels.filter(isWorthShowing);
  const addable = ADDABLE.filter((key) => !labels.some((label) => label.key === key));
  if (shown.length === 0 && !mayCorrect) return null;
  return (
    <div className="post-labels" role="group" aria-label={t('labels.of')}>
      {shown.map((label) => (
        <LabelChip
          key={label.key}
          label={label}
          post={post}
          correct={mayCorrect ? correct : null}
          onMark={onMark}
        />
      ))}
      {mayCorrect && (
        <Menu
          trigger={<IconButton className="post-labels-add" size="s" icon={Plus} label={t('labels.add')} />}
          entries={addable.map((key) => ({
            label: keyText(key),
            onSelect: () => correct(key, 'yes'),
          }))}
        />
      )}
    </div>
  );
}

/** The labels as they came with the post, until somebody changes them. */
function useLabels(post: PostView): [LabelView[], (labels: LabelView[]) => void] {
  const [state, setState] = useState({ given: post.labels, labels: post.labels });
  const current = state.given === post.labels ? state : { given: post.labels, labels: post.labels };
  if (current !== state) setState(current);
  const set = (labels: LabelView[]) => setState({ given: post.labels, labels });
  useLive('labels.corrected', ({ postIds }) => {
    if (!postIds.includes(post.id)) return;
    api.get<PostView>(`/posts/${post.id}`).then(
      (fresh) => set(fresh.labels),
      () => undefined,
    );
  });
  return [current.labels, set];
}
