import { t } from '../../i18n/index.ts';
import { waitText } from './connection.ts';
import type { Wall } from './types.ts';

/** What each team has open. */
export function WallTeams({ wall: { teams }, now }: { wall: Wall; now: number }) {
  if (teams.length === 0) return <p className="muted">{t('wallboard.noTeams')}</p>;
  return (
    <table className="wall-teams">
      <caption className="visually-hidden">{t('wallboard.teams')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('wallboard.team')}</th>
          <th scope="col">{t('wallboard.waiting')}</th>
          <th scope="col">{t('wallboard.oldest')}</th>
          <th scope="col">{t('wallboard.open')}</th>
        </tr>
      </thead>
      <tbody>
        {teams.map(({ name, open, waiting, oldest }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="figures">{waiting}</td>
            <td className="figures">{oldest === null ? '–' : waitText(oldest, now)}</td>
            <td className="figures">{open}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
