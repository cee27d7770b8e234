import { t, tn } from '../../i18n/index.ts';
import { Callout } from '../../components/callout.tsx';
import { shortNumber } from '../../format/number.ts';
import { outlookOf, roughly, spanOf } from './figures.ts';
import type { Expected } from './types.ts';

/** How many posts a day are to be expected, and what that is based on: never a number without its ground. */
export function ExpectedView({ expected, cap }: { expected: Expected; cap: number | null }) {
  return (
    <div className="expected">
      <p className="preview-count">{headline(expected)}</p>
      <p className="muted expected-basis">
        {storedWords(expected)} {sampleWords(expected)}
      </p>
      {cap !== null && expected.perDay > cap && (
        <Callout tone="warn">{t('topics.expected.overCap', { cap: shortNumber(cap) })}</Callout>
      )}
    </div>
  );
}

/** `about 1,200 a day`, for places with less room. */
export function outlookWords(expected: Expected): string {
  const outlook = outlookOf(expected);
  if (outlook.kind === 'rare') return t('topics.expected.rare');
  if (outlook.kind === 'fewer') return t('topics.expected.fewer', { than: outlook.than });
  return t('topics.expected.about', { count: outlook.count });
}

function headline(expected: Expected) {
  const outlook = outlookOf(expected);
  return (
    <>
      <strong>{outlookWords(expected)}</strong>
      {outlook.kind === 'about' && outlook.range !== null && (
        <span className="muted">
          {' '}
          {t('topics.expected.range', { low: outlook.range[0], high: outlook.range[1] })}
        </span>
      )}
    </>
  );
}

function storedWords({ storedPerDay, storedDays }: Expected): string {
  const days = Math.max(1, Math.round(storedDays));
  return t('topics.expected.stored', {
    posts: tn('topics.preview.posts', Math.round(storedPerDay * storedDays)),
    count: shortNumber(Math.round(storedPerDay * storedDays)),
    days: tn('topics.days', days),
  });
}

function sampleWords({ sample }: Expected): string {
  if (sample.posts === 0) return t('topics.expected.noSample');
  const span = spanOf(sample.hours);
  return t('topics.expected.sample', {
    matched: shortNumber(sample.matched),
    posts: shortNumber(sample.posts),
    represents: shortNumber(roughly(sample.represents)),
    span: tn(span.unit === 'hours' ? 'topics.hours' : 'topics.minutes', span.count),
  });
}
