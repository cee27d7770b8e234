import { answerOnceThen } from './failing.ts';

answerOnceThen(() => process.exit(3));
