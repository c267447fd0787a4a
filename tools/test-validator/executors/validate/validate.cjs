/* eslint-disable @typescript-eslint/no-require-imports -- Nx loads executors by require */
'use strict';
const { spawn } = require('node:child_process');
const { join } = require('node:path');

const texts = [
  'project',
  'json',
  'sarif',
  'html',
  'markdown',
  'history',
  'baseline',
  'policy',
  'changed',
  'mutate-seconds',
];
const flags = ['run', 'mutate', 'quiet'];

/** Runs the command in the workspace's root; fails where the command does. */
module.exports = function validate(options, { root }) {
  const args = [
    join(__dirname, '../../bin/test-validator.js'),
    ...(options.paths ?? []),
    ...texts.flatMap((name) => (options[name] === undefined ? [] : [`--${name}`, options[name]])),
    ...flags.flatMap((name) => (options[name] === true ? [`--${name}`] : [])),
  ];
  return new Promise((resolve, reject) => {
    const command = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
    command.once('error', reject);
    command.once('exit', (code) => resolve({ success: code === 0 }));
  });
};
