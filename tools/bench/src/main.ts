import { parseArgs } from 'node:util';

import { benchMake } from './bench-make.ts';

const usage = `npm run bench -- make --corpus FILE [--audio] [--sections N]

make   runs the command line on sections of a corpus (a JSON array of {id, title, markdown}) and prints
       wall times and, with --audio, how far the podcast's duration is from the script's estimate`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { corpus: { type: 'string' }, audio: { type: 'boolean' }, sections: { type: 'string' } },
});

const sections = Number(values.sections ?? Infinity);

if (positionals[0] === 'make' && values.corpus !== undefined && sections > 0) {
  await benchMake({
    corpus: values.corpus,
    withAudio: values.audio ?? false,
    sections,
    print: (line) => console.log(line),
  });
} else {
  console.error(usage);
  process.exitCode = 2;
}
