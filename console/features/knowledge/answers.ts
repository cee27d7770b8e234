import { t } from '../../i18n/index.ts';

/** A share in percent; a dash where there is nothing to share. */
export function shareOf(part: number, all: number): string {
  return all === 0 ? '–' : `${Math.round((part / all) * 100)} %`;
}

/** What something that was found is called; what is gone has its kind only. */
export function subjectName({ kind, title }: { kind: string; title: string | null }): string {
  const known = (['article', 'thread', 'idea', 'update', 'page'] as const).find((one) => one === kind);
  const kindName = known ? t(`knowledge.answers.kind.${known}`) : kind;
  return title === null ? t('knowledge.answers.gone', { kind: kindName }) : `${title} · ${kindName}`;
}
