import { FeatureReader, type Features, LinearModel } from '#lib/model/index.ts';
import { Care } from './care/index.ts';
import { builtInLexicon } from './lexicon.ts';
import { Feelings } from './heads/feelings.ts';

/** One pass over one post: what every group of heads is given. Holds until the next post is read. */
export interface Reading {
  readonly text: string;
  readonly features: Features;
  /** Tokens and rated words behind the features. */
  readonly reader: FeatureReader;
  /** What the heads of feeling said; its `numbers` may be given to other heads. */
  readonly feelings: Feelings;
  /** What the heads of customer care said. */
  readonly care: Care;
}

/** Reads posts, one after the other, into the same `Reading`. */
export class PostReader implements Reading {
  text = '';
  readonly reader = new FeatureReader(builtInLexicon());
  readonly feelings = new Feelings();
  readonly care = new Care();

  constructor() {
    LinearModel.join([...this.feelings.models, this.care.model]);
  }

  get features(): Features {
    return this.reader;
  }

  /** `language` is an ISO 639 code, or undefined where nobody knows it. */
  read(text: string, language?: string): Reading {
    this.text = text;
    this.reader.read(text);
    this.feelings.read(this.reader, language);
    this.care.read(text, this.reader, this.feelings);
    return this;
  }
}
