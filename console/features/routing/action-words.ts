import { t } from '../../i18n/index.ts';
import type { RuleActions, Team, Worker } from './types.ts';

/** What a rule does, in words: “team Billing · the least busy · label “bill””. */
export function actionWords(
  { teamId, assign, labels, status, makeCase, notify, answer, watchers }: RuleActions,
  teams: readonly Team[],
  people: readonly Worker[],
): string {
  const nameOf = (of: readonly { id: string; name: string }[], id: string | null) =>
    of.find((one) => one.id === id)?.name ?? t('routing.gone');
  const told = [
    teamId !== null && t('routing.does.team', { team: nameOf(teams, teamId) }),
    assign?.how === 'person' && nameOf(people, assign.userId),
    assign !== null && assign.how !== 'person' && t(`routing.how.${assign.how}`),
    assign !== null &&
      assign.skills.length > 0 &&
      t('routing.does.skills', { skills: assign.skills.join(', ') }),
    labels.length > 0 && t('routing.does.labels', { labels: labels.join(', ') }),
    status !== null && t(`routing.does.${status}`),
    makeCase !== null && t('routing.does.case'),
    notify.length > 0 &&
      t('routing.does.notify', {
        who: notify.map((who) => (who === 'lead' ? t('routing.does.lead') : nameOf(people, who))).join(', '),
      }),
    answer !== null && t('routing.does.answer'),
    watchers.length > 0 &&
      t('routing.does.watch', { who: watchers.map((id) => nameOf(people, id)).join(', ') }),
  ];
  return told.filter((one) => typeof one === 'string').join(' · ');
}
