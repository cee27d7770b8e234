import type { z } from 'zod';
import type { absenceShape, TeamInput as Input, teamShape, workerShape } from '#people/teams/schema.ts';

export type Team = z.output<typeof teamShape>;
export type TeamInput = Input;
export type Worker = z.output<typeof workerShape>;
export type Absence = z.output<typeof absenceShape>;
