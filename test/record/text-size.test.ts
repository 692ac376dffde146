import { expect, it } from 'vitest';
import { mdgl } from '../../src/core/rules/mdgl';
import { goldenForm, goldenRequest, type GoldenChoice } from '../../src/record/golden-form';
import { recordingPlanOf } from '../../src/record/request';
import { checkSize } from '../../src/record/size';
import { MOST_TEXT, TEXT, textBytesOf } from '../../src/record/text-size';
import { liveLesson } from '../support/live-lesson';

const lesson = liveLesson(mdgl);

it.each<Omit<GoldenChoice, 'trial'>>([
  { neurons: 'all' },
  { neurons: [14] },
  { synapses: 'all' },
  { inputSynapses: 'all' },
  { neurons: [0, 1], synapses: 'random:3', inputSynapses: '0>5' },
])('no text is longer than was said before: %j', (choice) => {
  const text = JSON.stringify(goldenForm(lesson, { trial: 1, ...choice }));
  const most = textBytesOf(recordingPlanOf(goldenRequest(lesson, { trial: 1, ...choice })));
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(most);
  expect(text.length).toBeGreaterThan(most / 8);
});

it('no number is longer than what is reckoned with', () => {
  for (const value of [-1.2345678901234567e-6, -1.7976931348623157e308, -2.2250738585072014e-308, -0.1 - 0.2, 123456789012345680000]) {
    expect(`${JSON.stringify(value)},`.length).toBeLessThanOrEqual(26);
  }
});

it('what no text can hold is refused in one line with what can', () => {
  const plan = recordingPlanOf({ ...lesson, what: ['eligibility'], synapses: 'all' });
  const large = { ...plan, steps: 1_000_000 };
  const fits = Math.floor((MOST_TEXT - 64) / (large.steps * 26 + 64));
  expect(() => checkSize(large, MOST_TEXT, TEXT)).toThrow(
    new RegExp(
      `^this text takes up to [\\d.]+ GB \\(\\d+ bytes\\), more than the 537 MB \\(${MOST_TEXT} bytes\\) allowed; what fits: ${fits} `
        + `of the ${plan.synapses.length} synapses$`
    ));
  expect(() => checkSize({ ...large, synapses: plan.synapses.slice(0, fits) }, MOST_TEXT, TEXT)).not.toThrow();
});
