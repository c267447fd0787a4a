import { createExtractiveWriter } from '@la-factoria/content';
import { describeWriterContract } from '@la-factoria/content/testing';

describeWriterContract('extractive', createExtractiveWriter);
