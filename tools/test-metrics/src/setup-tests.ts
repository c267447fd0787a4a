import { switchNetworkOff } from './network-off.ts';

/** Set by whoever wants the real services: see the table of switches in the README. */
const realServices = ['TEST_WITH_REAL_CLOUD_TASKS', 'TEST_WITH_REAL_LLM', 'TEST_WITH_REAL_ELEVENLABS'];

if (!realServices.some((name) => process.env[name] === '1')) switchNetworkOff();
