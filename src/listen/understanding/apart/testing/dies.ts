import { answerOnceThen } from './failing.ts';

answerOnceThen(() => {
  throw new Error('out of luck');
});
