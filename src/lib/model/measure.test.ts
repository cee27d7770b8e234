import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { calibrate } from './calibrate.ts';
import { accuracy, areaUnderCurve, correlation, macroF1, macroRecall, seededRandom } from './index.ts';

const near = (is: number, should: number, within = 1e-9) =>
  assert.ok(Math.abs(is - should) < within, `${is} is not about ${should}`);

describe('measures', () => {
  it('average over classes, however rare, and leave out those that do not occur', () => {
    const [truth, said] = [
      [0, 0, 0, 1],
      [0, 0, 1, 1],
    ];
    near(macroRecall(truth, said, 3), (2 / 3 + 1) / 2);
    near(macroF1(truth, said, 3), (0.8 + 2 / 3) / 2);
    near(accuracy(truth, said), 0.75);
  });

  it('count a tie as half a hit in the area under the curve', () => {
    near(areaUnderCurve([0, 1], [0.2, 0.9]), 1);
    near(areaUnderCurve([1, 0], [0.2, 0.9]), 0);
    near(areaUnderCurve([0, 1, 0, 1], [0.5, 0.5, 0.5, 0.5]), 0.5);
    assert.ok(Number.isNaN(areaUnderCurve([1, 1], [0, 1])));
  });

  it('know a straight line', () => {
    near(correlation([1, 2, 3], [10, 20, 30]), 1);
    near(correlation([1, 2, 3], [3, 2, 1]), -1);
  });
});

describe('calibration', () => {
  it('makes a chance say how often it is right', () => {
    const random = seededRandom(5);
    const scores = Array.from({ length: 4000 }, () => random() * 8 - 4);
    // The truth follows half the score and leans to no.
    const truth = scores.map((score) => (random() < 1 / (1 + Math.exp(-(0.5 * score - 1))) ? 1 : 0));
    const { slope, offset } = calibrate('chance', 1, scores, truth);
    near(slope, 0.5, 0.06);
    near(offset, -1, 0.12);
  });

  it('cools classes that are too sure of themselves', () => {
    const random = seededRandom(6);
    const truth = Array.from({ length: 2000 }, () => (random() < 0.5 ? 0 : 1));
    const scores = truth.flatMap((one) => {
      const isRight = random() < 0.75;
      return (one === 0) === isRight ? [10, 0] : [0, 10];
    });
    near(calibrate('classes', 2, scores, truth).slope, Math.log(3) / 10, 0.02);
  });

  it('draws a line through scores', () => {
    const { slope, offset } = calibrate('score', 1, [0, 1, 2], [1, 3, 5]);
    near(slope, 2);
    near(offset, 1);
  });

  it('keeps scores as they are where there is nothing to learn from', () => {
    assert.deepEqual(calibrate('chance', 1, [], []), { slope: 1, offset: 0 });
  });
});
