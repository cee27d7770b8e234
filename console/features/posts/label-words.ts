import { languageName } from '#lib/names/index.ts';
import type { LabelView } from '../../api/types.ts';
import { hasMessage, t } from '../../i18n/index.ts';

type Said = Pick<LabelView, 'key' | 'value' | 'reasons'>;

/** Who says so: a model by its kind, a person by name, or what people said of the author before. */
export function sourceText(label: Pick<LabelView, 'source' | 'model'>): string {
  return t(`labels.source.${isOfAuthor(label) ? 'author' : label.source}`, { name: label.model });
}

/** Whether a label follows what people said of an earlier post of the author. */
export function isOfAuthor({ source, model }: Pick<LabelView, 'source' | 'model'>): boolean {
  return source === 'company' && model === 'author';
}

/** Labels that are yes or no; a person adds them where the models saw nothing. */
export const ADDABLE = [
  'complaint',
  'question',
  'suggestion',
  'praise',
  'purchase',
  'needsReply',
  'offensive',
  'irony',
  'spam',
] as const;

/** Labels in which only some of the values are worth showing; the console is in English, so English needs no mark. */
export function isWorthShowing({ key, value }: Said): boolean {
  return key !== 'language' || value !== 'en';
}

/** `Complaint`, `Urgent: stranded`, `Negative`, `German`, `Nashville, Tennessee, US`. */
export function labelText({ key, value, reasons = [] }: Said): string {
  switch (key) {
    case 'urgency': {
      const label = worded(`labels.urgency.${value}`, value);
      const words = reasons.map((reason) => worded(`labels.reason.${reason}`, reason)).join(', ');
      return words === '' ? label : t('labels.because', { label, reasons: words });
    }
    case 'sentiment':
    case 'emotion':
      return worded(`labels.${key}.${value}`, value);
    case 'language':
      return languageName(value);
    case 'place':
      return placeText(value);
    case 'intent':
      return value;
    default:
      return keyText(key);
  }
}

/** What a label is about: `Sentiment`. */
export function keyText(key: string): string {
  return worded(`labels.${key}`, key);
}

/** A value by itself, for the buttons that correct it. */
export function valueText(key: string, value: string): string {
  return worded(`labels.value.${value}`, labelText({ key, value }));
}

/** A probability as whole percent; nothing is ever quite certain but what a person said. */
export function percentOf({ confidence, source }: Pick<LabelView, 'confidence' | 'source'>): number {
  const percent = Math.round(confidence * 100);
  return source === 'person' ? percent : Math.min(99, Math.max(1, percent));
}

function worded(key: string, otherwise: string): string {
  return hasMessage(key) ? t(key) : otherwise;
}

/** The narrowest part first, as people write addresses. */
function placeText(value: string): string {
  const [country = '', region = '', city = '', area = ''] = value.split('/');
  const parts = [area, city, region, country].filter((part) => part !== '');
  return parts.filter((part, index) => part !== parts[index - 1]).join(', ');
}
