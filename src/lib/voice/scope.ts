import type { FormRule, Scope } from './types.ts';

/** Whether a rule counts on a channel in a language. `de-AT` counts as `de`. */
export function isInScope({ channels, languages }: Scope, channel: string, language: string | null): boolean {
  const isOfChannel = channels.length === 0 || channels.includes(channel);
  return isOfChannel && (languages.length === 0 || (language !== null && languages.includes(language)));
}

/** The form that fits best; undefined where none does. */
export function formFor(
  forms: readonly FormRule[],
  channel: string,
  language: string | null,
): FormRule | undefined {
  const fitting = forms.filter((form) => isInScope(form, channel, language));
  const weight = ({ channels, languages }: Scope) =>
    (channels.length > 0 ? 2 : 0) + (languages.length > 0 ? 1 : 0);
  return fitting.reduce<FormRule | undefined>(
    (best, form) => (best === undefined || weight(form) > weight(best) ? form : best),
    undefined,
  );
}

/** `de` of `de-AT`; null of nothing. */
export function plainLanguage(tag: string | null | undefined): string | null {
  const plain = tag?.split(/[-_]/)[0]?.toLowerCase();
  return plain ? plain : null;
}
