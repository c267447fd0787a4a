import { beforeEach } from '@jest/globals';
import { describeWriterContract } from '@la-factoria/content/testing';

import { openWorkbench, type Workbench } from './model-workbench.ts';

let workbench: Workbench;

beforeEach(async () => {
  workbench = await openWorkbench();
});

describeWriterContract('model', () => workbench.writer);
