// @ts-check
import { begin, createEngine, ruleOf, settings, trainStepwise } from 'mdgl/browser';
import { trainedDigits } from './digits.mjs';

trainedDigits({ begin, createEngine, ruleOf, settings, trainStepwise }).then(postMessage);
