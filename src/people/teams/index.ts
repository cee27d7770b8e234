/** Teams: who belongs to them, what people can do, for how much at a time, and whether they are there. */
export { teamsFeature } from './feature.ts';
export { type Handling, profileInput, type ProfileInput, type Team, teamId, teamInput } from './schema.ts';
export {
  readTeam,
  readTeamNames,
  readTeams,
  saveTeam,
  setRemoved as setTeamRemoved,
} from './service/teams.ts';
export {
  forgetWorkers,
  readStaff,
  readWorkers,
  saveProfile,
  type Staff,
  type Worker,
} from './service/people.ts';
export { announceAbsence, endAbsence, takeBegunAbsences } from './service/absences.ts';
