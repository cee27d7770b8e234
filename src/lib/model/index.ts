export { calibrate, type Calibration } from './calibrate.ts';
export { EMOTICON_VALENCES, emoticonHash } from './emoticons.ts';
export { Examples } from './examples.ts';
export { DENSE, FeatureReader, type Features } from './features.ts';
export { type Fit, fitHead, type GroupedTarget } from './fit.ts';
export { HASH_START, HASH_STEP, mix, pairHash, wordHash } from './hashing.ts';
export { Lexicon, type RatedWord } from './lexicon.ts';
export { ratedWordsOf } from './lexicon-text.ts';
export {
  chanceOf,
  type HeadSpec,
  LinearModel,
  type ModelSpec,
  numberOf,
  probabilitiesOf,
} from './linear-model.ts';
export { accuracy, areaUnderCurve, correlation, macroF1, macroRecall } from './measure.ts';
export { BadModelFile, crc32, readModel, writeModel } from './model-file.ts';
export { FEATURES_VERSION, type NamedHead, quantise } from './quantise.ts';
export { seededRandom, shuffled } from './random.ts';
export {
  type FloatHead,
  type HeadKind,
  scoresOf,
  type Target,
  trainHead,
  type TrainingOptions,
} from './train.ts';
export {
  EMOJI,
  EMOTICON,
  HANDLE,
  IS_SHOUTED,
  IS_STRETCHED,
  LINK,
  MARKS,
  NUMBER,
  TAG,
  TextReader,
  WORD,
} from './text-reader.ts';
