import { parentPort } from 'node:worker_threads';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common';
import { dictionary as english } from '@zxcvbn-ts/language-en';
import type { StrengthAnswer, StrengthQuestion } from './password-strength.ts';

const meter = new ZxcvbnFactory({ dictionary: { ...common, ...english }, graphs: adjacencyGraphs });

parentPort?.on('message', ({ id, password, about }: StrengthQuestion) => {
  const { score } = meter.check(password, [...about]);
  parentPort?.postMessage({ id, score } satisfies StrengthAnswer);
});
