import { useQuery } from '@tanstack/react-query';
import {
  CircleHelp,
  Frown,
  Languages,
  type LucideIcon,
  MapPin,
  Meh,
  MessageCircleWarning,
  Siren,
  Smile,
  UserCheck,
} from 'lucide-react';
import { Popover } from 'radix-ui';
import { createElement, useEffect } from 'react';
import { api } from '../../api/client.ts';
import type { ExplainedLabel, LabelView, PostExplanation, PostView, Span } from '../../api/types.ts';
import { classNames } from '../../components/class-names.ts';
import { t } from '../../i18n/index.ts';
import { LabelCard } from './label-card.tsx';
import { labelText, percentOf, sourceText } from './label-words.ts';
import type { Correct } from './use-correct.ts';
import { useRest } from './use-rest.ts';

interface LabelChipProps {
  label: LabelView;
  post: PostView;
  /** Null for who may not correct. */
  correct: Correct | null;
  onMark(spans: Span[] | null): void;
}

/** One label. Resting on it, or pressing it, shows why, and marks the words that decided. */
export function LabelChip({ label, post, correct, onMark }: LabelChipProps) {
  const { state, set, pointer } = useRest();
  const explained = useExplanation(label, post, state !== 'no', onMark);
  const correctHere = (key: string, value: string | null) => {
    set('no');
    correct?.(key, value);
  };
  return (
    <Popover.Root open={state !== 'no'} onOpenChange={(open) => set(open ? 'pressed' : 'no')}>
      <Popover.Trigger asChild>
        <button
          type="button"
          className={classNames('label-chip', `label-${toneOf(label)}`, label.isHint && 'label-hint')}
          {...pointer}
          onClick={(event) => {
            // Pressing what opened by resting keeps it open.
            if (state !== 'resting') return;
            event.preventDefault();
            set('pressed');
          }}
        >
          <LabelIcon label={label} />
          <span className="ellipsis">{labelText(label)}</span>
          {isCounted(label) && (
            <span className="figures">{t('labels.percent', { percent: percentOf(label) })}</span>
          )}
          {label.isHint && <span className="label-hint-word">{t('labels.hint')}</span>}
          <span className="visually-hidden">{sourceText(label)}</span>
        </button>
      </Popover.Trigger>
      {state !== 'no' && (
        <Popover.Portal>
          <Popover.Content
            className="popover label-card"
            aria-label={labelText(label)}
            align="start"
            sideOffset={4}
            collisionPadding={8}
            onOpenAutoFocus={(event) => (state === 'resting' ? event.preventDefault() : undefined)}
            {...pointer}
          >
            <LabelCard
              label={label}
              explained={explained}
              post={post}
              correct={correct === null ? null : correctHere}
            />
          </Popover.Content>
        </Popover.Portal>
      )}
    </Popover.Root>
  );
}

/** Asked for when somebody looks; marks the words that decided as long as he does. */
function useExplanation(
  label: LabelView,
  post: PostView,
  isShown: boolean,
  onMark: LabelChipProps['onMark'],
): ExplainedLabel | undefined {
  const { data } = useQuery({
    queryKey: ['posts', 'labels', post.id, label.key, label.value, label.source],
    queryFn: ({ signal }) => api.get<PostExplanation>(`/posts/${post.id}/labels`, {}, signal),
    enabled: isShown,
    staleTime: 10_000,
  });
  const explained = data?.labels.find(({ key }) => key === label.key);
  useEffect(() => {
    if (!isShown || explained === undefined) return undefined;
    onMark(spansOf(explained.because));
    return () => onMark(null);
  }, [isShown, explained, onMark]);
  return explained;
}

function spansOf(because: ExplainedLabel['because']): Span[] {
  return because
    .filter(({ weight }) => weight > 0)
    .map(({ field, start, end }) => ({ topicId: '', field, start, end }));
}

/** Language and place are named, not weighed; what a person said is certain. */
function isCounted({ key, source }: LabelView): boolean {
  return source !== 'person' && !['urgency', 'language', 'place'].includes(key);
}

function toneOf({ key, value }: LabelView): string {
  if (key === 'urgency') return value === '3' ? 'bad' : 'warn';
  return 'plain';
}

function LabelIcon({ label }: { label: LabelView }) {
  const icon = iconOf(label);
  return icon === undefined
    ? null
    : createElement(icon, { size: 12, strokeWidth: 2.25, 'aria-hidden': true });
}

function iconOf({ key, value, source }: LabelView): LucideIcon | undefined {
  if (source === 'person') return UserCheck;
  if (key === 'urgency') return Siren;
  if (key === 'sentiment') return value === 'negative' ? Frown : value === 'positive' ? Smile : Meh;
  if (key === 'complaint') return MessageCircleWarning;
  if (key === 'question') return CircleHelp;
  if (key === 'language') return Languages;
  return key === 'place' ? MapPin : undefined;
}
